using SmartBeats.Calls;

namespace SmartBeats.Pipeline.Tests.Stores;

/// <summary>Details as files have them: whole, in part, implausible, or none.</summary>
internal static class SomeDetails
{
    private static readonly string[] _natures = ["", "NOISE", "BURGLARY, AUTO", "O'BRIEN'S", "ÄRGER"];

    public static CallDetails? Create(SeededRandom random, long utcSeconds)
    {
        if (random.Next(4) == 0)
        {
            return null;
        }

        var dispatched = utcSeconds + random.Next(1_200);
        var arrived = dispatched + random.Next(1_500) - 50;
        var details = new CallDetails
        {
            Nature = _natures[random.Next(_natures.Length)],
            IsOfficerInitiated = random.Next(3) switch { 0 => true, 1 => false, _ => null },
            Unit = random.Next(3) == 0 ? "" : $"{1 + random.Next(3)}A{random.Next(9)}",
            Beat = random.Next(3) == 0 ? "" : $"B{random.Next(9)}",
            ReceivedUtc = random.Next(5) == 0 ? utcSeconds - random.Next(100) : null,
            DispatchedUtc = random.Next(5) == 0 ? null : dispatched,
            ArrivedUtc = random.Next(5) == 0 ? null : arrived,
            ClearedUtc = random.Next(5) == 0 ? null : arrived + random.Next(random.Next(20) == 0 ? 200_000 : 9_000) - 100,
        };
        return details.IsEmpty ? null : details;
    }
}
