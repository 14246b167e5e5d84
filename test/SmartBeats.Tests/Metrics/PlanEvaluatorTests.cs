using FsCheck;
using FsCheck.Fluent;
using SmartBeats.Metrics;

namespace SmartBeats.Tests.Metrics;

public class PlanEvaluatorTests
{
    private static readonly int[] Columns = [1, 2, 3, 1, 2, 3, 1, 2, 3];

    private static PlanMeasures Measure(GridCity city, int[] beatOfArea, int beats, long[] calls, double bound = 0, params int[] forced) =>
        PlanEvaluator.Measure(city.Map, city.Adjacency, GridCity.Workload(calls), beatOfArea, beats, bound, forced, city.Outlines(beatOfArea, beats));

    [Fact]
    public void Loads_and_deviations_of_a_three_by_three_city_are_those_worked_out_by_hand()
    {
        // Columns hold 9, 12 and 15 calls: the mean is 12, deviations are -25 %, 0 and +25 %.
        var measures = Measure(GridCity.Of(3, 3), Columns, 3, [1, 2, 3, 3, 4, 5, 5, 6, 7], bound: 0.1);
        measures.Beats.Select(beat => beat.Calls).ShouldBe([9, 12, 15]);
        measures.Beats.Select(beat => beat.Deviation).ShouldBe([-0.25, 0, 0.25]);
        measures.TotalWorkload.ShouldBe(36);
        measures.MeanWorkload.ShouldBe(12);
        measures.MaxDeviation.ShouldBe(0.25);
        measures.CoefficientOfVariation.ShouldBe(0.204124); // sqrt((9 + 0 + 9) / 3) / 12
        measures.Gap.ShouldBe(0.15);
        measures.MaxDeviationOfRest.ShouldBe(0.25);
        measures.EdgesCut.ShouldBe(6);
        measures.BoundaryKm.ShouldBe(6);
        measures.Contiguous.ShouldBeTrue();
        measures.BridgesCounted.ShouldBe(0);
    }

    [Fact]
    public void A_single_cell_measures_its_ground_size_and_scores_as_a_rectangle()
    {
        // 0.01° at 33.505° N: 928.5 m (east) by 1,109.2 m (north).
        var beat = Measure(GridCity.Of(1, 1), [1], 1, [5]).Beats[0];
        beat.AreaKm2.ShouldBe(1.030, 0.002);
        beat.PerimeterKm.ShouldBe(4.076, 0.005);
        beat.PolsbyPopper.ShouldBe(4 * Math.PI * 1.030 / (4.076 * 4.076), 0.002);
    }

    [Fact]
    public void A_ring_of_cells_counts_the_edge_of_its_hole()
    {
        var measures = Measure(GridCity.Of(3, 3), [1, 1, 1, 1, 2, 1, 1, 1, 1], 2, [1, 1, 1, 1, 1, 1, 1, 1, 1]);
        measures.Beats[0].PerimeterKm.ShouldBe(4 * measures.Beats[1].PerimeterKm, 0.01);
        measures.Beats[0].AreaKm2.ShouldBe(8 * measures.Beats[1].AreaKm2, 0.01);
    }

    [Fact]
    public void Distance_is_weighted_by_workload_and_taken_to_the_weighted_centre()
    {
        // Two cells side by side, 928.5 m apart; with loads 3 and 1 the centre is a quarter of the way.
        var measures = Measure(GridCity.Of(2, 1), [1, 1], 1, [3, 1]);
        measures.MeanDistanceMetres.ShouldBe(928.5 * (3 * 0.25 + 1 * 0.75) / 4, 1);
    }

    [Fact]
    public void A_city_without_workload_has_no_deviation_and_no_number_that_is_none()
    {
        var measures = Measure(GridCity.Of(3, 3), Columns, 3, new long[9]);
        measures.MaxDeviation.ShouldBe(0);
        measures.CoefficientOfVariation.ShouldBe(0);
        measures.Beats.ShouldAllBe(beat => beat.Deviation == 0);
        measures.MeanDistanceMetres.ShouldBeGreaterThan(0);
        double.IsFinite(measures.MeanDistanceMetres).ShouldBeTrue();
    }

    [Fact]
    public void A_beat_without_workload_in_a_city_that_has_some_is_100_percent_below()
    {
        var measures = Measure(GridCity.Of(2, 1), [1, 2], 2, [0, 8]);
        measures.Beats.Select(beat => beat.Deviation).ShouldBe([-1, 1]);
        measures.MeanDistanceMetres.ShouldBe(0);
    }

    [Fact]
    public void Cells_that_meet_only_at_a_corner_are_not_one_piece() =>
        Measure(GridCity.Of(2, 2), [1, 2, 2, 1], 2, [1, 1, 1, 1]).Contiguous.ShouldBeFalse();

    [Fact]
    public void A_bridge_counts_only_where_a_beat_needs_it()
    {
        var city = GridCity.Of(4, 2, gapAfterColumn: 1);
        var crossing = Measure(city, [1, 2, 2, 2, 1, 2, 2, 2], 2, [1, 1, 1, 1, 1, 1, 1, 1]);
        crossing.Contiguous.ShouldBeTrue();
        crossing.BridgesCounted.ShouldBe(1);
        var apart = Measure(city, [1, 1, 2, 2, 1, 1, 2, 2], 2, [1, 1, 1, 1, 1, 1, 1, 1]);
        apart.Contiguous.ShouldBeTrue();
        apart.BridgesCounted.ShouldBe(0);
    }

    [Fact]
    public void A_beat_on_both_sides_of_a_gap_without_its_bridge_is_in_pieces()
    {
        // The bridge joins the southern row; this beat lies on both sides of the northern one.
        var measures = Measure(GridCity.Of(4, 2, gapAfterColumn: 1), [1, 1, 3, 3, 2, 2, 2, 2], 3, [1, 1, 1, 1, 1, 1, 1, 1]);
        measures.Contiguous.ShouldBeFalse();
        measures.BridgesCounted.ShouldBe(0);
    }

    [Fact]
    public void Beats_of_forced_areas_are_set_aside_in_the_deviation_of_the_rest()
    {
        var measures = Measure(GridCity.Of(3, 1), [1, 2, 3], 3, [100, 9, 11], forced: 0);
        measures.MaxDeviation.ShouldBe(1.5);
        measures.MaxDeviationOfRest.ShouldBe(0.1);
        measures.ForcedAreas.ShouldBe([0]);
    }

    [Theory]
    [InlineData(new[] { 0, 1 }, "Beat 0 is not among 1..2. (Parameter 'beatOfArea')")]
    [InlineData(new[] { 1, 3 }, "Beat 3 is not among 1..2. (Parameter 'beatOfArea')")]
    [InlineData(new[] { 1, 1 }, "Beat 2 has no area. (Parameter 'beatOfArea')")]
    public void An_assignment_with_wrong_or_missing_beats_is_refused(int[] beatOfArea, string message) =>
        Should.Throw<ArgumentException>(() => Measure(GridCity.Of(2, 1), beatOfArea, 2, [1, 1])).Message.ShouldBe(message);

    [Fact]
    public void Renumbering_the_beats_changes_no_figure_of_the_plan()
    {
        var city = GridCity.Of(4, 4);
        Prop.ForAll(ArbMap.Default.GeneratorFor<int>().Select(seed => seed & 0xFFFF).ToArbitrary(), seed =>
        {
            var random = new SeededRandom((ulong)seed);
            int[] beats = [.. Enumerable.Range(0, 16).Select(area => area < 3 ? area + 1 : 1 + random.Next(3))];
            long[] calls = [.. Enumerable.Range(0, 16).Select(_ => (long)random.Next(50))];
            int[] turned = [.. beats.Select(beat => beat % 3 + 1)];
            var (one, other) = (Measure(city, beats, 3, calls), Measure(city, turned, 3, calls));
            return one.MaxDeviation == other.MaxDeviation && one.EdgesCut == other.EdgesCut && one.Contiguous == other.Contiguous
                && one.BoundaryKm == other.BoundaryKm && one.PolsbyPopperWorst == other.PolsbyPopperWorst
                && Math.Abs(one.MeanDistanceMetres - other.MeanDistanceMetres) <= 0.11;
        }).QuickCheckThrowOnFailure();
    }
}
