namespace SmartBeats.Tests.Geography;

/// <summary>Seeded damage to a file, as fuzz tests do it.</summary>
internal static class Mutation
{
    internal static byte[] Mutate(byte[] original, SeededRandom random)
    {
        var bytes = original.ToArray();
        for (var changes = 1 + random.Next(4); changes > 0; changes--)
        {
            var at = random.Next(bytes.Length);
            switch (random.Next(7))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes[at] = (byte)(random.Next(2) == 0 ? 0xFF : 0x7F);
                    break;
                case 3:
                    bytes.AsSpan(at, Math.Min(4, bytes.Length - at)).Fill(random.Next(2) == 0 ? (byte)0 : (byte)0xFF);
                    break;
                case 4:
                    bytes[at] = (byte)"0123456789.,:[]{}\"-eE\\ntf "[random.Next(26)];
                    break;
                case 5 when random.Next(8) == 0 && at > 4:
                    Array.Resize(ref bytes, at);
                    break;
                default:
                    var from = random.Next(bytes.Length);
                    var length = Math.Min(1 + random.Next(16), bytes.Length - Math.Max(from, at));
                    original.AsSpan(Math.Min(from, original.Length - 1), Math.Min(length, original.Length - Math.Min(from, original.Length - 1))).CopyTo(bytes.AsSpan(at));
                    break;
            }
        }

        return bytes;
    }
}
