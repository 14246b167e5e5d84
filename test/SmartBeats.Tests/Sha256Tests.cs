using System.Security.Cryptography;
using System.Text;

namespace SmartBeats.Tests;

public sealed class Sha256Tests
{
    [Theory]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")]
    public void The_standards_own_examples(string text, string hash) => Convert.ToHexStringLower(Sha256.HashData(Encoding.ASCII.GetBytes(text))).ShouldBe(hash);

    [Fact]
    public void Every_length_around_a_block_hashes_as_the_systems_library_does()
    {
        var random = new SeededRandom(22);
        for (var length = 0; length <= 300; length++)
        {
            var data = Draw(random, length);
            Sha256.HashData(data).ShouldBe(SHA256.HashData(data), $"{length} bytes");
        }
    }

    [Fact]
    public void How_the_bytes_are_divided_makes_no_difference()
    {
        var random = new SeededRandom(23);
        for (var turn = 0; turn < 200; turn++)
        {
            var data = Draw(random, random.Next(20_000));
            var hash = new Sha256();
            for (var at = 0; at < data.Length;)
            {
                var length = Math.Min(data.Length - at, random.Next(turn % 2 == 0 ? 70 : 3_000));
                hash.Append(data.AsSpan(at, length));
                at += length;
            }

            hash.Finish().ShouldBe(SHA256.HashData(data), $"turn {turn}");
        }
    }

    private static byte[] Draw(SeededRandom random, int length) => [.. Enumerable.Range(0, length).Select(_ => (byte)random.Next(256))];
}
