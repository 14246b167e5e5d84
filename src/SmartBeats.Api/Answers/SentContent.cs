using System.Text;
using SmartBeats.Pipeline.Answers;

namespace SmartBeats.Api.Answers;

/// <summary>A small file within a body: as text, or packed as Base64.</summary>
internal static class SentContent
{
    /// <summary>Reads the members <c>text</c> and <c>base64</c>.</summary>
    /// <param name="remedy">What to send, for messages.</param>
    /// <exception cref="InputException">Neither text nor bytes, or both, or bytes that are no Base64.</exception>
    public static byte[] Read(OrderFields fields, string remedy)
    {
        switch (fields.FindText("text"), fields.FindText("base64"))
        {
            case ({ } text, null):
                return Encoding.UTF8.GetBytes(text);
            case (null, { } packed):
                var content = new byte[packed.Length];
                return Convert.TryFromBase64String(packed, content, out var length) ? content[..length] : throw new InputException("base64", "it is no Base64", remedy);
            case (null, null):
                throw new InputException("text", "it is missing", remedy);
            default:
                throw new InputException("base64", "it is given beside text", "Leave one of them out.");
        }
    }
}
