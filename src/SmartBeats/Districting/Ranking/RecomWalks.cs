namespace SmartBeats.Districting.Ranking;

/// <summary>Plans met by some walks of <see cref="RecomChain"/>, each from a random plan of its own.</summary>
internal static class RecomWalks
{
    /// <summary>Walks side by side; their number is fixed, so that threads change nothing.</summary>
    private const int Walks = 8;

    /// <summary>Steps a walk takes for each beat before it is looked at: every beat is redrawn some forty times.</summary>
    private const int BurnInPerBeat = 20;

    /// <summary>Random plans drawn to find a start within the balance.</summary>
    private const int MostStarts = 64;

    private const ulong Key = 0x53_0000_0000;

    /// <summary>Measures <paramref name="count"/> plans of the walks; fewer, or none, where no start within the balance was found.</summary>
    /// <param name="balance">Largest |load - mean| / mean of a beat at every step.</param>
    /// <param name="measure">Called with a plan that is the walk's own: it is read and not kept.</param>
    public static T[] Sample<T>(DistrictingTask task, double balance, int count, int threads, Func<int[], T> measure, Func<T, bool> isWithin, CancellationToken cancellation)
    {
        var met = new List<T>[Walks];
        Fan.Out(Walks, threads, walk =>
        {
            met[walk] = [];
            var random = task.Random(Key + (ulong)walk);
            var draw = new RandomPlans(task.Graph, task.Parts, task.BeatsOfPart);
            int[]? start = null;
            for (var i = 0; i < MostStarts && start is null && !cancellation.IsCancellationRequested; i++)
            {
                var plan = draw.Draw(balance, random);
                start = isWithin(measure(plan)) ? plan : null;
            }

            if (start is null)
            {
                return;
            }

            var chain = new RecomChain(task.Graph, start, task.Beats, balance, random);
            Walk(chain, BurnInPerBeat * task.Beats, cancellation);
            // Between two looks half of the beats' number of steps: every beat is redrawn once on average.
            var wanted = count / Walks + (walk < count % Walks ? 1 : 0);
            for (var i = 0; i < wanted && !cancellation.IsCancellationRequested; i++)
            {
                Walk(chain, Math.Max(1, task.Beats / 2), cancellation);
                met[walk].Add(measure(chain.Plan));
            }
        });
        cancellation.ThrowIfCancellationRequested();
        return [.. met.SelectMany(plans => plans)];
    }

    private static void Walk(RecomChain chain, int steps, CancellationToken cancellation)
    {
        for (var i = 0; i < steps && !cancellation.IsCancellationRequested; i++)
        {
            chain.Step();
        }
    }
}
