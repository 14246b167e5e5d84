using System.Buffers.Binary;
using System.Text;

namespace SmartBeats.Requests;

/// <summary>Names a plan by everything it is made from: asking for the same again finds it by its name.</summary>
public static class PlanId
{
    /// <summary>32 lower-case hexadecimal digits.</summary>
    /// <param name="request">With its city filled in, so that two cities' plans never share a name.</param>
    /// <param name="sideFileHashes">Content hashes of barriers, links, stations and the like, each with its role
    /// (<c>barriers:9f86…</c>); their order is no difference.</param>
    /// <remarks>
    /// The first half of SHA-256 over the parts in order, each as UTF-8 behind its length (4 bytes, big endian), so that no
    /// two different lists of parts run together to the same bytes.
    /// </remarks>
    public static string Of(PlanRequest request, string engineVersion, string mapVersion, string callsVersion, IReadOnlyList<string> sideFileHashes)
    {
        var hash = new Sha256();
        Append(PlanRequestJson.CanonicalBytes(request).Span);
        foreach (var part in (string[])[engineVersion, mapVersion, callsVersion, .. sideFileHashes.Order(StringComparer.Ordinal)])
            Append(Encoding.UTF8.GetBytes(part));

        return Convert.ToHexStringLower(hash.Finish().AsSpan(0, 16));

        void Append(ReadOnlySpan<byte> part)
        {
            Span<byte> length = stackalloc byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
            hash.Append(length);
            hash.Append(part);
        }
    }
}
