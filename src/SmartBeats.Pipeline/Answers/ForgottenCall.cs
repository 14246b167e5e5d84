using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Pipeline.Workspaces;
using SmartBeats.Publishing;

namespace SmartBeats.Pipeline.Answers;

/// <summary>What became of one call that was to be forgotten.</summary>
/// <param name="Found">Whether it was loaded.</param>
/// <param name="RejectedRows">Rows of it among the rejected ones that were kept.</param>
/// <param name="Forgotten">Whether it is gone now, and its rejected rows with it; false for a dry run.</param>
/// <param name="Plans">Ids of the plans that were made with it: their files hold counts, no calls.</param>
/// <param name="CallsVersion">Of the calls as they are now.</param>
public sealed record ForgottenCall(bool Found, int RejectedRows, bool Forgotten, IReadOnlyList<string> Plans, string CallsVersion)
{
    /// <summary>Takes a call out of the store and out of the rejected rows that are kept.</summary>
    /// <param name="isDryRun">Only says what would be done.</param>
    public static async Task<ForgottenCall> ForgetAsync(
        IObjectStore files, ICallStore calls, string city, string eventNumber, bool isDryRun, CancellationToken cancellation = default)
    {
        var plans = await ListPlansAsync(files, city, await calls.VersionAsync(city, cancellation), cancellation);
        var isFound = isDryRun ? await calls.ContainsAsync(city, eventNumber, cancellation) : await calls.ForgetAsync(city, eventNumber, cancellation);
        // Once the call is gone its rows go too, whoever has lost patience meanwhile.
        var rejected = await KeptReports.ForgetAsync(files, city, eventNumber, isDryRun, CancellationToken.None);
        return new ForgottenCall(
            isFound, rejected, !isDryRun && (isFound || rejected > 0), isFound ? plans : [], await calls.VersionAsync(city, CancellationToken.None));
    }

    /// <summary>Plans made from the calls as they are now, in ordinal order; those that cannot be read are left out.</summary>
    private static async Task<IReadOnlyList<string>> ListPlansAsync(IObjectStore files, string city, string callsVersion, CancellationToken cancellation)
    {
        List<string> made = [];
        foreach (var key in (await files.ListAsync(Keys.PlanJson.Begin(city), cancellation)).Where(Keys.PlanJson.Matches))
        {
            await using var stream = await files.OpenAsync(key, cancellation);
            using var json = new MemoryStream();
            await (stream ?? Stream.Null).CopyToAsync(json, cancellation);
            try
            {
                var plan = PlanJson.Read(json.GetBuffer().AsSpan(0, (int)json.Length), key).Plan;
                if (plan.CallsVersion == callsVersion)
                {
                    made.Add(plan.PlanId);
                }
            }
            catch (InputException)
            {
                // It names no calls that could be told apart.
            }
        }

        return made;
    }
}
