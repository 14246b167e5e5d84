namespace SmartBeats.Rehearsal.DataApi;

/// <summary>What the service allows, as its documentation states it; times can be shortened for a test.</summary>
public sealed record DataApiLimits
{
    /// <summary>A request with its headers: 4 MiB.</summary>
    public const int RequestBytes = 4 << 20;

    /// <summary>An answer: 1 MiB, here of JSON. The service counts "the data the database returned", which is no more than that.</summary>
    public const int AnswerBytes = 1 << 20;

    /// <summary>One row of a result: 64 KB.</summary>
    public const int RowBytes = 64 << 10;

    /// <summary>Characters of one statement, from the service's model.</summary>
    public const int SqlCharacters = 65_536;

    /// <summary>A statement that has not ended by then is stopped, unless it may continue.</summary>
    public TimeSpan StatementTime { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>A transaction without a statement for this long is rolled back.</summary>
    public TimeSpan TransactionIdle { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>The longest a transaction can be open at all.</summary>
    public TimeSpan TransactionTime { get; init; } = TimeSpan.FromHours(24);

    /// <summary>From the first call that meets a paused database until it answers.</summary>
    public TimeSpan ResumeTime { get; init; } = TimeSpan.FromSeconds(15);
}
