namespace SmartBeats.Response;

/// <summary>Evaluates plans on weeks their demand was not learnt from: rates from the other weeks, then the held-out calls played one by one.</summary>
/// <param name="calls">In any order.</param>
/// <param name="slice">The hours on duty; only their calls are played, one such stretch after the other.</param>
/// <param name="period">What time the calls cover; null to find it from these calls alone.</param>
/// <param name="heldOutShare">Of the whole weeks, in [0, 1); 0 for the model alone, on all weeks.</param>
public sealed class HeldOutEvaluation(IReadOnlyList<PatrolCall> calls, int areaCount, WeekSlice slice, double heldOutShare, ulong seed, CallPeriod? period = null)
{
    /// <summary>Draws of weeks that are played, the seed's own first: one draw alone may hold the quiet weeks.</summary>
    public const int Draws = 5;

    /// <param name="beatOfArea">Per area, its beat, 0-based.</param>
    /// <param name="otherShare">Measured share of time on duties other than calls; null where nobody measured.</param>
    /// <exception cref="InputException">No calls, calls that outrun the units, or a share outside [0, 1).</exception>
    public ResponseEvaluation Of(int[] beatOfArea, int units, ITravel travel, ServiceDefaults defaults, double? otherShare)
    {
        if (!(heldOutShare is >= 0 and < 1))
        {
            throw new InputException("held-out share", FormattableString.Invariant($"{heldOutShare} is no share of the weeks"), "Give a fraction from 0 up to but without 1, such as 0.33.");
        }

        var covered = period ?? CallPeriod.Covering(calls);

        // Three weeks from any day hold two whole ones.
        if (heldOutShare == 0 || covered.Hours < 3 * WeekSlice.HoursPerWeek)
        {
            return ResponseEvaluator.Evaluate(PatrolDemand.Of(calls, areaCount, covered, slice, defaults), travel, beatOfArea, units, otherShare);
        }

        var inOrder = SimulatedCalls.Sort(calls);
        var (demand, reach, first) = Play(seed);
        double[] played =
        [
            first.FirstFromElsewhereShare.Value,
            .. Enumerable.Range(1, Draws - 1).Select(draw => Play(seed + (ulong)draw).Result.FirstFromElsewhereShare.Value),
        ];
        var evaluation = ResponseEvaluator.Evaluate(demand, travel, beatOfArea, reach, otherShare, first, out var byModel);
        return evaluation with { HeldOut = new HeldOutRange(Draws, played.Min(), played.Max(), byModel) };

        (DemandSlice Demand, PatrolReach Reach, SimulationResult Result) Play(ulong draw)
        {
            var weeks = HeldOutWeeks.Split(covered, heldOutShare, draw);
            var learnt = PatrolDemand.Of(calls, areaCount, weeks.Design, slice, defaults);
            var patrols = PatrolReach.Create(learnt, travel, beatOfArea, units);
            var setup = new SimulationSetup(units, beatOfArea, patrols.Preferences, travel)
            {
                Presence = patrols.Presence,
                Batches = weeks.HeldOut.Spans.Count,
                BatchMinutes = slice.Hours * 60.0,
                Seed = seed,
            };
            return (learnt, patrols, PatrolSimulation.Run(setup, SimulatedCalls.ReplaySorted(inOrder, OnDuty(weeks.HeldOut), learnt, seed)));
        }
    }

    private CallPeriod OnDuty(CallPeriod weeks)
    {
        List<LocalSpan> spans = [];
        foreach (var week in weeks.Spans)
        {
            for (var hour = week.From; hour < week.End; hour += 3600)
            {
                if (!slice.Contains(hour))
                {
                    continue;
                }

                if (spans.Count > 0 && spans[^1].End == hour)
                {
                    spans[^1] = spans[^1] with { End = hour + 3600 };
                }
                else
                {
                    spans.Add(new LocalSpan(hour, hour + 3600));
                }
            }
        }

        return new CallPeriod(spans);
    }
}
