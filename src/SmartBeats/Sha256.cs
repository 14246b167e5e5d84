using System.Buffers.Binary;
using System.Numerics;

namespace SmartBeats;

/// <summary>SHA-256, computed by this program: the names of plans and maps need no library of the system.</summary>
/// <remarks>
/// National Institute of Standards and Technology, "Secure Hash Standard", FIPS 180-4, 2015. .NET asks OpenSSL for it on Linux,
/// which a machine that has nothing but the C library lacks. For names only: secrets and tokens go through the system's own.
/// Not safe for use by two threads at once. Cost: 0.2 to 0.3 GB a second.
/// </remarks>
public sealed class Sha256
{
    /// <summary>Length of a hash.</summary>
    public const int Bytes = 32;

    private const int BlockBytes = 64;
    private const int LengthAt = BlockBytes - sizeof(ulong);

    // The fractional parts of the cube roots of the first 64 primes.
    private static ReadOnlySpan<uint> RoundConstants =>
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    // The fractional parts of the square roots of the first 8 primes.
    private readonly uint[] _state = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];
    private readonly uint[] _schedule = new uint[64];
    private readonly byte[] _block = new byte[BlockBytes];
    private int _held;
    private ulong _length;

    /// <summary>The hash of bytes that are there at once: 32 bytes.</summary>
    /// <param name="data">May be empty.</param>
    public static byte[] HashData(ReadOnlySpan<byte> data)
    {
        var hash = new Sha256();
        hash.Append(data);
        return hash.Finish();
    }

    /// <summary>Goes on with more bytes; how they are divided makes no difference.</summary>
    /// <param name="data">May be empty.</param>
    public void Append(ReadOnlySpan<byte> data)
    {
        _length += (ulong)data.Length;
        if (_held > 0)
        {
            var taken = Math.Min(BlockBytes - _held, data.Length);
            data[..taken].CopyTo(_block.AsSpan(_held));
            _held += taken;
            data = data[taken..];
            if (_held < BlockBytes)
            {
                return;
            }

            Compress(_block);
        }

        for (; data.Length >= BlockBytes; data = data[BlockBytes..])
        {
            Compress(data);
        }

        data.CopyTo(_block);
        _held = data.Length;
    }

    /// <summary>The hash of all that was appended; nothing may be appended afterwards.</summary>
    public byte[] Finish()
    {
        // A set bit, then zeros up to the last eight bytes of a block, which hold the length in bits.
        var bits = _length * 8;
        _block[_held++] = 0x80;
        if (_held > LengthAt)
        {
            _block.AsSpan(_held).Clear();
            Compress(_block);
            _held = 0;
        }

        _block.AsSpan(_held, LengthAt - _held).Clear();
        BinaryPrimitives.WriteUInt64BigEndian(_block.AsSpan(LengthAt), bits);
        Compress(_block);
        var hash = new byte[Bytes];
        for (var i = 0; i < _state.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(i * sizeof(uint)), _state[i]);
        }

        return hash;
    }

    private void Compress(ReadOnlySpan<byte> block)
    {
        Span<uint> w = _schedule;
        for (var i = 0; i < 16; i++)
        {
            w[i] = BinaryPrimitives.ReadUInt32BigEndian(block[(i * sizeof(uint))..]);
        }

        for (var i = 16; i < w.Length; i++)
        {
            var (early, late) = (w[i - 15], w[i - 2]);
            var s0 = BitOperations.RotateRight(early, 7) ^ BitOperations.RotateRight(early, 18) ^ (early >> 3);
            var s1 = BitOperations.RotateRight(late, 17) ^ BitOperations.RotateRight(late, 19) ^ (late >> 10);
            w[i] = w[i - 16] + s0 + w[i - 7] + s1;
        }

        // The letters are the standard's.
        var (a, b, c, d, e, f, g, h) = (_state[0], _state[1], _state[2], _state[3], _state[4], _state[5], _state[6], _state[7]);
        for (var i = 0; i < w.Length; i++)
        {
            var sum1 = BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25);
            var first = h + sum1 + ((e & f) ^ (~e & g)) + RoundConstants[i] + w[i];
            var sum0 = BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22);
            var second = sum0 + ((a & b) ^ (a & c) ^ (b & c));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + first, c, b, a, first + second);
        }

        ReadOnlySpan<uint> mixed = [a, b, c, d, e, f, g, h];
        for (var i = 0; i < mixed.Length; i++)
        {
            _state[i] += mixed[i];
        }
    }
}
