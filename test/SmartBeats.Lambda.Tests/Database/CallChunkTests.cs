using System.Text;
using System.Text.Json;
using SmartBeats.Calls;
using SmartBeats.Lambda.Database;

namespace SmartBeats.Lambda.Tests.Database;

public class CallChunkTests
{
    [Fact]
    public void A_call_is_one_small_object()
    {
        using var chunk = new CallChunk();
        var call = new Call("E\"1", 2, true, -112.1, 33.25, 1_583_020_800, 1_582_995_600, "6", null, 2);
        chunk.Add(call);
        chunk.Add(call with { ServiceMinuteHundredths = 150, Units = null });
        chunk.Take().ShouldBe(
            "[{\"e\":\"E\\\"1\",\"n\":0,\"p\":2,\"i\":1,\"x\":-112.1,\"y\":33.25,\"u\":1583020800,\"l\":1582995600,\"d\":\"6\",\"k\":2,\"h\":" + CallSetVersion.HashOf(call) + "},"
            + "{\"e\":\"E\\\"1\",\"n\":1,\"p\":2,\"i\":1,\"x\":-112.1,\"y\":33.25,\"u\":1583020800,\"l\":1582995600,\"d\":\"6\",\"m\":150,\"h\":"
            + CallSetVersion.HashOf(call with { ServiceMinuteHundredths = 150, Units = null }) + "}]");
    }

    [Fact]
    public void Places_go_on_from_chunk_to_chunk()
    {
        using var chunk = new CallChunk();
        var call = new Call("E", 2, true, -112, 33, 0, 0, "", null, null);
        chunk.Add(call);
        chunk.Take();
        chunk.Add(call);
        chunk.Take().ShouldContain("\"n\":1,");
        chunk.Rows.ShouldBe(0);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("<'quotes' & \"ampersands\" + `ticks`>\\")]
    [InlineData("é € 😀 \t")]
    public void Bytes_on_the_wire_are_never_counted_too_low(string text)
    {
        var inner = JsonSerializer.Serialize(text, LambdaTestsJson.Default.String);
        CallChunk.BytesOnTheWire(Encoding.UTF8.GetBytes(inner)).ShouldBeGreaterThanOrEqualTo(JsonEncodedText.Encode(inner).EncodedUtf8Bytes.Length);
    }

    [Fact]
    public void A_full_chunk_fits_a_request_of_4_MiB()
    {
        using var chunk = new CallChunk();
        for (var i = 0; !chunk.IsFull; i++)
        {
            chunk.Add(new Call($"{i:0000000}\"{i}", 1, false, -112.123456789012, 33.123456789012, i, i, "\"", 1, 1));
        }

        JsonEncodedText.Encode(chunk.Take()).EncodedUtf8Bytes.Length.ShouldBeInRange(2 << 20, (4 << 20) - 200_000);
    }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(string))]
internal sealed partial class LambdaTestsJson : System.Text.Json.Serialization.JsonSerializerContext;
