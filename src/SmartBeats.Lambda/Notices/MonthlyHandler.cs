using System.Globalization;
using Amazon.Lambda.Core;
using Amazon.SimpleNotificationService.Model;
using SmartBeats.Api;
using SmartBeats.Api.Cities;
using SmartBeats.Pipeline.Adoption;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Lambda.Notices;

/// <summary>What the monthly schedule sends.</summary>
/// <param name="Time">When it was due; the same however late it is delivered. Null for now.</param>
internal sealed record MonthlyEvent(DateTimeOffset? Time);

/// <summary>Who sends a city's e-mail of a month.</summary>
/// <param name="Request">The invocation; a repetition by the service has the same.</param>
/// <param name="IsFailed">Whether the service refused it, so that the same invocation may try again.</param>
internal sealed record MonthlyMail(string Request, bool IsFailed);

/// <summary>Once a month: tells the people of every city that wants it whether the beats they patrol still hold.</summary>
/// <remarks>
/// At most one a month and city: a claim is written, only where none is, before anything is sent. A second delivery finds it. A
/// sending that failed is tried again by the same invocation's repetitions alone. The verdict is that of the last load: no database
/// is woken for it.
/// </remarks>
internal static class MonthlyHandler
{
    public static async Task<Stream> RunAsync(Cloud cloud, Stream input, ILambdaContext context)
    {
        var due = (await LambdaJson.ReadAsync(input, LambdaJson.Default.MonthlyEvent)).Time ?? cloud.Time.GetUtcNow();
        var keys = await cloud.Store.ListAsync(Keys.City.Begin());
        var faults = new List<Exception>();

        // One city's fault must not keep another's mail.
        foreach (var city in keys.Where(Keys.City.Matches).Select(key => key.Split('/')[1]))
        {
            try
            {
                await TellAsync(cloud, city, due.UtcDateTime, context.AwsRequestId);
            }
            catch (Exception fault)
            {
                Log.Failed($"the monthly e-mail of {city} failed", fault);
                faults.Add(fault);
            }
        }

        return faults switch
        {
            [] => new MemoryStream("{}"u8.ToArray()),
            [var only] => throw only,
            _ => throw new AggregateException(faults),
        };
    }

    private static async Task TellAsync(Cloud cloud, string city, DateTime due, string request)
    {
        var store = cloud.Store;
        if (await CityFiles.FindSettingsAsync(store, city) is not { City: var settings }
            || (await Preferences.ReadAsync(store, settings, default)).MonthlyEmail != true
            || await CityMonitor.FindAsync(store, city) is not { Beats: var beats } verdict
            || !(await CityBeats.ListAsync(store, city)).Any(adopted => adopted.From == beats.From && adopted.Name == beats.Name))
        {
            return;
        }

        var key = Keys.Monthly.For(city, due.ToString("yyyy-MM", CultureInfo.InvariantCulture));
        if (!await ClaimAsync(store, key, request))
        {
            return;
        }

        try
        {
            var notice = await MonthlyNotices.ComposeAsync(cloud, settings, verdict, due);
            var topic = cloud.Variable(Variables.TopicPrefix) + city;
            await cloud.Notifications.PublishAsync(new PublishRequest(topic, notice.Body, notice.Subject));
            Log.Noticed(key, notice.Subject);
        }
        catch
        {
            await store.PutAsync(key, new MonthlyMail(request, IsFailed: true), LambdaJson.Default.MonthlyMail);
            throw;
        }
    }

    private static async Task<bool> ClaimAsync(IObjectStore store, string key, string request)
    {
        var mine = new MonthlyMail(request, IsFailed: false);
        if (await store.TryCreateAsync(key, mine, LambdaJson.Default.MonthlyMail))
        {
            return true;
        }

        if (await store.FindAsync(key, LambdaJson.Default.MonthlyMail) is not { IsFailed: true } failed || failed.Request != request)
        {
            return false;
        }

        await store.PutAsync(key, mine, LambdaJson.Default.MonthlyMail);
        return true;
    }
}
