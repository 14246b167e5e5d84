using Amazon.Lambda.Core;

namespace SmartBeats.Lambda.Uploads;

/// <summary>Events of the bucket's one notification, on <c>incoming/</c>.</summary>
internal static class IngestHandler
{
    /// <summary>Kept for the merge of what was read: a third of the invocation, at most 4 minutes (some 8 million rows).</summary>
    private static readonly TimeSpan _mostForMerge = TimeSpan.FromMinutes(4);

    public static async Task<Stream> RunAsync(Cloud cloud, Stream input, ILambdaContext context)
    {
        var happened = await LambdaJson.ReadAsync(input, LambdaJson.Default.S3Event);
        var left = context.RemainingTime;
        var forMerge = left / 3 < _mostForMerge ? left / 3 : _mostForMerge;
        using var readUntil = new CancellationTokenSource(left > forMerge ? left - forMerge : TimeSpan.FromSeconds(1));
        var faults = new List<Exception>();

        // S3's own test event has no records. One file's fault must not keep another from being loaded.
        foreach (var record in (happened.Records ?? []).Where(record => record.EventName?.Contains("ObjectCreated:", StringComparison.Ordinal) == true))
        {
            try
            {
                await new UploadIntake(cloud, context.AwsRequestId, readUntil.Token).TakeAsync(Upload.Of(record));
            }
            catch (Exception fault)
            {
                Log.Failed("upload failed", fault);
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
}
