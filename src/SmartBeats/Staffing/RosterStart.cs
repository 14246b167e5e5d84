namespace SmartBeats.Staffing;

/// <summary>Fills open posts day by day, the post with the fewest officers to choose from first: the first roster, and what a search left.</summary>
internal static class RosterStart
{
    /// <summary>Afterwards no officer could take an open post without leaving another.</summary>
    public static void Fill(RosterState state)
    {
        int[] duties = [.. state.PostOf.Select(row => row.Count(post => post >= 0))];
        for (var day = 0; day < state.Task.Days; day++)
        {
            var posts = Enumerable.Range(0, state.Task.Posts.Count)
                .Where(post => state.OfficerOf[day][post] < 0)
                .OrderBy(post => Enumerable.Range(0, duties.Length).Count(officer => state.Rules.MayWork(officer, day, post)))
                .ThenBy(post => post);
            foreach (var post in posts)
            {
                var chosen = Choose(state, day, post, duties);
                if (chosen >= 0)
                {
                    state.Set(chosen, day, post);
                    duties[chosen]++;
                }
            }
        }

        for (var officer = 0; officer < duties.Length; officer++)
        {
            state.Recost(officer);
        }
    }

    /// <summary>Yesterday's officer of the post if possible, then who knows the beat, then who has the fewest duties for the contract; ties to the first in the file.</summary>
    private static int Choose(RosterState state, int day, int post, int[] duties)
    {
        var best = -1;
        var bestKey = (0, 0, 0.0);
        for (var officer = 0; officer < duties.Length; officer++)
        {
            var row = state.PostOf[officer];
            if (!state.Rules.MayWork(officer, day, post) || state.Rules.Obstacle(officer, row, day, post) != DutyObstacle.None)
            {
                continue;
            }

            var key = (day > 0 && row[day - 1] == post ? 0 : 1, state.Costs.Knows(officer, post) ? 0 : 1, duties[officer] / state.Task.Officers[officer].HoursAWeek);
            if (best < 0 || key.CompareTo(bestKey) < 0)
            {
                (best, bestKey) = (officer, key);
            }
        }

        return best;
    }
}
