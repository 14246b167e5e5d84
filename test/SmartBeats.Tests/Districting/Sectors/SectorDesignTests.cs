namespace SmartBeats.Districting;

public class SectorDesignTests
{
    [Fact]
    public void Sectors_are_whole_beats_in_one_piece_and_as_even_and_short_as_any()
    {
        for (ulong seed = 0; seed < 12; seed++)
        {
            var random = new SeededRandom(seed + 40);
            var graph = SmallGraphs.Planar(8, 9, random, 1000);
            var beats = 6 + random.Next(5);
            var sectors = 2 + random.Next(3);
            var plan = BeatEngine.Design(new DistrictingProblem(graph, beats, Goal.Compact, 0.05, seed, 50_000), 1).Chosen.BeatOfArea;
            var ofBeat = SectorDesign.Group(graph, plan, beats, sectors, 0.02, seed);
            var name = $"seed {seed}, {beats} beats in {sectors}";
            int[] ofArea = [.. plan.Select(beat => ofBeat[beat])];
            var deviation = PlanAssert.IsLegal(graph, sectors, ofArea, name);

            var ofBeats = SectorDesign.Contract(graph, plan, beats);
            PlanAssert.BorderCost(ofBeats, ofBeat).ShouldBe(PlanAssert.BorderCost(graph, ofArea), name);
            var all = EveryPlan.Of(ofBeats, sectors);
            double total = graph.Weights.Sum();
            var least = all.Min(one => one.Gap) / total;
            deviation.ShouldBeLessThanOrEqualTo(least + 0.02 + 1e-9, name);
            PlanAssert.BorderCost(ofBeats, ofBeat).ShouldBe(all.Where(one => one.Gap / total <= least + 0.02).Min(one => one.Cut), name);
            SectorDesign.Group(graph, plan, beats, sectors, 0.02, seed).ShouldBe(ofBeat, name);
        }
    }

    [Fact]
    public void A_number_of_sectors_that_cannot_be_is_refused_with_the_numbers()
    {
        var graph = SmallGraphs.Beside(SmallGraphs.Grid(3, 3, _ => 1), SmallGraphs.Grid(2, 2, _ => 1));
        Should.Throw<InputException>(() => SectorDesign.Check(graph, 4, 5)).Message.ShouldBe("sectors: 5 sectors cannot be made of 4 beats. Ask for 1 to 4 sectors.");
        Should.Throw<InputException>(() => SectorDesign.Check(graph, 4, 1)).Message.ShouldBe(
            "sectors: 1 sectors cannot cover a map of 2 disconnected parts. Ask for at least 2 sectors, or link the parts (bridges).");
    }
}
