namespace SmartBeats.Pipeline.Intake;

/// <summary>What a home does with files on their way in.</summary>
public interface IUploads
{
    /// <summary>Takes the bytes of an announced upload, and begins to take the file in.</summary>
    /// <param name="city">Its id.</param>
    /// <param name="record">As it was announced.</param>
    /// <param name="content">Read to its end, in memory that does not grow with it.</param>
    /// <param name="cancellation">Of sending, not of what follows.</param>
    /// <returns>The record; null where this upload got other bytes before.</returns>
    /// <exception cref="InputException">More or fewer bytes than were announced.</exception>
    /// <exception cref="NotSupportedException">Files come another way here.</exception>
    Task<UploadRecord?> ReceiveAsync(string city, UploadRecord record, Stream content, CancellationToken cancellation);

    /// <summary>Goes on with what waits for a mapping that is kept now.</summary>
    /// <param name="city">Its id.</param>
    /// <param name="fingerprint">Of the header.</param>
    /// <param name="cancellation">Of asking.</param>
    /// <returns>How many uploads go on.</returns>
    Task<int> ConfirmAsync(string city, string fingerprint, CancellationToken cancellation);
}
