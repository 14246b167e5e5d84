using SmartBeats.Response;

namespace SmartBeats.Tests.Response;

/// <summary>The worked example of Larson and Odoni, Urban Operations Research, 5.4.3-5.5.3: 3 units, 10 areas on a line, λ = 1.5, μ = 1.</summary>
internal static class BookExample
{
    public static PatrolSystem System { get; } = Build();

    /// <summary>Units wait at areas 2, 5 and 8 of the line (1-based); a step takes a minute.</summary>
    public static int[] Posts { get; } = [1, 4, 7];

    public static ITravel Line { get; } = new TravelMatrix(10, [.. Enumerable.Range(0, 100).Select(at => (float)Math.Abs(at / 10 - at % 10))], []);

    private static PatrolSystem Build()
    {
        double[] rates = [.25, .25, .10, .25, .15, .10, .10, .10, .10, .10];
        int[] beats = [0, 0, 1, 0, 1, 1, 2, 2, 2, 2];
        int[][] lists =
        [
            [0, 1, 2], [0, 1, 2], [1, 0, 2], [0, 2, 1], [1, 0, 2], [1, 0, 2],
            [2, 0, 1], [2, 0, 1], [2, 0, 1], [2, 0, 1],
        ];
        return new PatrolSystem(3, rates, 60, beats, lists);
    }
}
