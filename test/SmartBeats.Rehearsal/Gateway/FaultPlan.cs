namespace SmartBeats.Rehearsal.Gateway;

/// <summary>What is done to a call.</summary>
internal enum Fault
{
    /// <summary>The service answers that it is asked too much; the call does not happen.</summary>
    Throttle,

    /// <summary>The connection breaks before the service hears of the call.</summary>
    Drop,

    /// <summary>The call happens, and the connection breaks before its answer is through.</summary>
    LoseAnswer,

    /// <summary>The calling process is killed, and the call does not happen.</summary>
    KillBefore,

    /// <summary>The call happens, and the calling process is killed before it hears so.</summary>
    KillAfter,

    /// <summary>The call waits until the test lets it go on.</summary>
    Hold,
}

/// <summary>Faults that tests have ordered. Each is used up by the calls it meets.</summary>
internal sealed class FaultPlan
{
    private readonly Lock _lock = new();
    private readonly List<Order> _orders = [];

    /// <param name="meets">Which calls.</param>
    /// <param name="times">How many of them, the next ones.</param>
    /// <returns>Tells how often it was met so far.</returns>
    public Order Add(Fault fault, Func<Call, bool> meets, int times = 1)
    {
        var order = new Order(fault, meets) { Left = times };
        lock (_lock)
        {
            _orders.Add(order);
        }

        return order;
    }

    public void Clear()
    {
        lock (_lock)
        {
            _orders.Clear();
        }
    }

    public Order? Take(Call call)
    {
        lock (_lock)
        {
            if (_orders.FirstOrDefault(order => order.Left > 0 && order.Meets(call)) is not { } order)
            {
                return null;
            }

            order.Left--;
            order.Met++;
            return order;
        }
    }

    internal sealed class Order(Fault fault, Func<Call, bool> meets)
    {
        public Fault Fault => fault;

        public Func<Call, bool> Meets => meets;

        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Left { get; set; }

        public int Met { get; set; }

        /// <summary>When a held call may go on.</summary>
        public Task Released => _released.Task;

        public void Release() => _released.TrySetResult();
    }
}
