using System.Globalization;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Api.Comments;

/// <summary>Comments on a plan, a file each: whoever writes a number first has it, so that none is lost between two who write at once.</summary>
internal static class KeptComments
{
    /// <summary>Most comments of one plan.</summary>
    public const int Most = 2000;

    /// <summary>All of a plan's, in the order they came.</summary>
    public static async Task<IReadOnlyList<PlanComment>> ListAsync(IObjectStore store, string city, string planId, CancellationToken cancellation)
    {
        var keys = await store.ListAsync(Keys.Comment.Begin(city, planId), cancellation);
        var all = await Task.WhenAll(keys.Where(Keys.Comment.Matches).Select(key => store.FindAsync(key, ApiJson.Default.PlanComment, cancellation)));
        return [.. all.OfType<PlanComment>().OrderBy(comment => comment.Number)];
    }

    /// <summary>One of them; null where there is none.</summary>
    public static Task<PlanComment?> FindAsync(IObjectStore store, string city, string planId, int number, CancellationToken cancellation) =>
        store.FindAsync(Key(city, planId, number), ApiJson.Default.PlanComment, cancellation);

    /// <summary>Keeps a new one under the next free number.</summary>
    /// <param name="after">The greatest number there was.</param>
    public static async Task<PlanComment> AddAsync(
        IObjectStore store, string city, string planId, int after, PlanComment comment, CancellationToken cancellation)
    {
        for (var number = after + 1; ; number++)
        {
            var numbered = comment with { Number = number };
            if (await store.TryCreateAsync(Key(city, planId, number), numbered, ApiJson.Default.PlanComment, cancellation))
            {
                return numbered;
            }
        }
    }

    /// <summary>Keeps what became of one.</summary>
    public static Task PutAsync(IObjectStore store, string city, string planId, PlanComment comment, CancellationToken cancellation) =>
        store.PutAsync(Key(city, planId, comment.Number), comment, ApiJson.Default.PlanComment, cancellation);

    /// <summary>Removes one.</summary>
    public static Task RemoveAsync(IObjectStore store, string city, string planId, int number, CancellationToken cancellation) =>
        store.DeleteAsync(Key(city, planId, number), cancellation);

    private static string Key(string city, string planId, int number) =>
        Keys.Comment.For(city, planId, number.ToString("D6", CultureInfo.InvariantCulture));
}
