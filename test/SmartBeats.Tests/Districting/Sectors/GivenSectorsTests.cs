namespace SmartBeats.Districting;

/// <summary>Beats nested in given sectors, on random maps.</summary>
public class GivenSectorsTests
{
    [Fact]
    public void Every_beat_lies_in_one_sector_and_beats_are_shared_out_as_evenly_as_whole_beats_allow()
    {
        var compared = 0;
        for (ulong seed = 0; seed < 40; seed++)
        {
            var random = new SeededRandom(seed + 3);
            var map = SmallGraphs.Planar(12, 12, random, 100);
            var sectors = 2 + random.Next(3);
            var given = new GivenSectors([.. Enumerable.Range(0, 144).Select(area => area / 12 * sectors / 12)], [.. Enumerable.Range(1, sectors).Select(sector => $"S{sector}")]);
            var beats = sectors + random.Next(10);
            var nested = given.Nest(map);
            given.Check(nested, beats);
            var name = $"seed {seed}, {sectors} sectors, {beats} beats";
            var result = BeatEngine.Design(new DistrictingProblem(nested, beats, (Goal)(seed % 3), 0.05, seed, 60_000), 1);
            var plan = result.Chosen.BeatOfArea;

            PlanAssert.IsLegal(map, beats, plan, name);
            var ofBeat = given.FindOfBeats(plan, beats).ShouldNotBeNull(name);
            plan.Index().ShouldAllBe(area => ofBeat[area.Item] == given.OfArea[area.Index], name);

            // Of all ways to share the beats out, none brings the worst sector's mean beat nearer the fair share, where no area is counted out and
            // the map is too large for the exact search, which may find other shares more even.
            var loads = Enumerable.Range(0, sectors).Select(sector => Enumerable.Range(0, 144).Where(area => given.OfArea[area] == sector).Sum(area => map.Weights[area])).ToArray();
            var mean = map.Weights.Sum() / (double)beats;
            if (result.ForcedAreas.Count + result.Stuck.Count == 0)
            {
                compared++;
                double Worst(IEnumerable<int> share) => share.Zip(loads).Max(pair => Math.Abs((pair.Second / (double)pair.First / mean) - 1));
                Worst(Enumerable.Range(0, sectors).Select(sector => ofBeat.Count(one => one == sector))).ShouldBe(Shares(sectors, beats).Min(Worst), 1e-9, name);
            }
        }

        compared.ShouldBeGreaterThan(20);

        static IEnumerable<int[]> Shares(int sectors, int beats) => sectors == 1
            ? [[beats]]
            : Enumerable.Range(1, beats - sectors + 1).SelectMany(first => Shares(sectors - 1, beats - first).Select(rest => (int[])[first, .. rest]));
    }

    [Fact]
    public void Where_sectors_are_no_whole_shares_every_beat_keeps_to_the_mean_of_its_own()
    {
        // A sector of 1.4 shares beside one of 3.6: what the first cannot mend does not let the others drift.
        for (ulong seed = 0; seed < 6; seed++)
        {
            var random = new SeededRandom(seed);
            var map = SmallGraphs.Grid(20, 20, area => (area < 100 ? 56 : 48) + random.Next(9));
            var given = new GivenSectors([.. Enumerable.Range(0, 400).Select(area => area < 100 ? 0 : 1)], ["North", "South"]);
            var problem = new DistrictingProblem(given.Nest(map), 5, (Goal)(seed % 3), 0.01, seed, 1_000_000) { EvenWithinParts = true };
            var result = BeatEngine.Design(problem, 1);
            foreach (var plan in result.Alternatives.Prepend(result.Chosen))
            {
                var ofBeat = given.FindOfBeats(plan.BeatOfArea, 5).ShouldNotBeNull();
                var loads = Enumerable.Range(0, 5).Select(beat => Enumerable.Range(0, 400).Where(area => plan.BeatOfArea[area] == beat).Sum(area => map.Weights[area])).ToArray();
                for (var beat = 0; beat < 5; beat++)
                {
                    var mean = loads.Where((_, other) => ofBeat[other] == ofBeat[beat]).Average();
                    (loads[beat] / mean).ShouldBe(1, 0.01, $"seed {seed}, {plan.Goal}, beat {beat} of {string.Join(", ", loads)}");
                }

                var worst = loads.Max(load => Math.Abs((load * 5.0 / loads.Sum()) - 1));
                worst.ShouldBeGreaterThanOrEqualTo(result.LowerBound);
                (worst - result.LowerBound).ShouldBeLessThan(0.02, "the bound is of the work as it is");
            }
        }
    }

    [Fact]
    public void A_beat_in_two_sectors_is_seen()
    {
        var given = new GivenSectors([0, 0, 1, 1], ["East", "West"]);
        given.FindOfBeats([0, 1, 2, 2], 3).ShouldBe([0, 0, 1]);
        given.FindOfBeats([0, 1, 1, 2], 3).ShouldBeNull();
    }

    [Fact]
    public void Fewer_beats_than_sectors_or_than_their_pieces_are_refused()
    {
        // A row of six; the second sector lies on both sides of the first.
        var row = SmallGraphs.Grid(6, 1, _ => 5);
        var given = new GivenSectors([1, 0, 0, 0, 1, 1], ["East", "West"]);
        var nested = given.Nest(row);
        nested.Edges.Select(edge => (edge.A, edge.B)).ShouldBe([(1, 2), (2, 3), (4, 5)]);
        Should.Throw<InputException>(() => given.Check(nested, 1)).Message.ShouldBe("within: 2 sectors cannot be made of 1 beats. Ask for at least 2 beats, one for each sector.");
        Should.Throw<InputException>(() => given.Check(nested, 2)).Message.ShouldBe(
            "within: the sectors are in 3 separate pieces, West in several, and 2 beats cannot cover them. Ask for at least 3 beats, or link the pieces (bridges).");
        given.Check(nested, 3);
    }
}
