using SmartBeats.Pipeline.Intake;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Lambda.Uploads;

/// <summary>Files come through the bucket; what waits goes on by a note in it.</summary>
internal sealed class CloudUploads(IObjectStore store) : IUploads
{
    public Task<UploadRecord?> ReceiveAsync(string city, UploadRecord record, Stream content, CancellationToken cancellation) =>
        throw new NotSupportedException("Files are sent to the bucket.");

    public Task<int> ConfirmAsync(string city, string fingerprint, CancellationToken cancellation) =>
        CloudIntake.ResumeAsync(store, city, [fingerprint], "confirmed");
}
