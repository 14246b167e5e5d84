namespace SmartBeats.Rehearsal;

/// <summary>The account and region that are rehearsed; moto knows no other account without being told.</summary>
internal static class Account
{
    public const string Id = "123456789012";
    public const string Region = "us-west-2";
}
