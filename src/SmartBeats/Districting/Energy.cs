namespace SmartBeats.Districting;

/// <summary>What annealing makes small: the border's cost, plus a price on what each beat's load exceeds the free band by.</summary>
/// <param name="unit">Mean edge cost of the graph, in which prices are given.</param>
internal sealed class Energy(BalanceRule rule, double unit)
{
    private readonly double _perGrain = 1 / Math.Max(rule.Grain, 1e-12);
    private double _price;
    private double _free;

    public double Unit => unit;

    /// <param name="price">Of exceeding the free band by one typical area, in mean edge costs.</param>
    /// <param name="free">Deviation up to which a load costs nothing.</param>
    public void Set(double price, double free) => (_price, _free) = (price * unit, free);

    /// <summary>Price of one beat's load: linear at first, then quadratic, in typical areas beyond the free band.</summary>
    public double Of(long load) => OfDeviation(rule.Deviation(load));

    public double OfDeviation(double deviation)
    {
        var beyond = double.MaxNative((deviation - _free) * _perGrain, 0);
        return _price * beyond * (1 + beyond);
    }

    /// <summary>What it costs in balance to move a weight from a beat of one load to a beat of another.</summary>
    public double OfMoving(long weight, long from, long to) => Of(from - weight) - Of(from) + Of(to + weight) - Of(to);
}
