using System.Collections.Concurrent;
using System.IO.Compression;
using SmartBeats.Api;
using SmartBeats.Api.Answers;

namespace SmartBeats.Server;

/// <summary>The built page's files. Those named by their content are kept by browsers for a year, all others are asked for again.</summary>
/// <param name="folder">With <c>index.html</c>; every file under <c>assets/</c> has a hash in its name.</param>
internal sealed class ConsoleFiles(string folder)
{
    private const string Index = "index.html";
    private const string Assets = "/assets/";
    private const int SmallestCompressed = 1 << 10;
    private readonly string _root = Path.GetFullPath(folder);
    private readonly ConcurrentDictionary<string, PageFile> _read = new(StringComparer.Ordinal);

    public ApiAnswer Answer(ApiRequest request)
    {
        if (request.Method is not ("GET" or "HEAD"))
        {
            return ApiAnswer.Problem(405, "The page is read with GET.").With("allow", "GET, HEAD");
        }

        var path = Uri.UnescapeDataString(request.Path);
        if (Find(path) is not { } file)
        {
            return path.StartsWith(Assets, StringComparison.Ordinal) || Path.HasExtension(path)
                ? ApiAnswer.NothingHere("The page has no such file. Load it again: a newer page may have taken its place.")
                : ApiAnswer.NothingHere($"The page is not in {folder}. Build it anew.");
        }

        return ConditionalAnswer.Apply(request, file.Send(request, isForever: path.StartsWith(Assets, StringComparison.Ordinal)));
    }

    /// <summary>The file at a path; what is no file is a place within the page, which finds its way itself.</summary>
    private PageFile? Find(string path)
    {
        var name = path.TrimStart('/');
        if (name.Length == 0 || (!Path.HasExtension(name) && !path.StartsWith(Assets, StringComparison.Ordinal)))
        {
            name = Index;
        }

        var full = Path.GetFullPath(Path.Combine(_root, name));
        if (!full.StartsWith(_root + Path.DirectorySeparatorChar, StringComparison.Ordinal) || !File.Exists(full))
        {
            return null;
        }

        // A page that is built anew is another file.
        var written = File.GetLastWriteTimeUtc(full);
        return _read.TryGetValue(full, out var kept) && kept.Written == written ? kept : _read[full] = new PageFile(full, written);
    }

    private sealed class PageFile(string path, DateTime written)
    {
        private readonly byte[] _content = File.ReadAllBytes(path);
        private byte[]? _packed;

        public DateTime Written => written;

        public ApiAnswer Send(ApiRequest request, bool isForever)
        {
            var type = MediaTypes.Of(path);
            var tag = ConditionalAnswer.CreateTag(_content);
            var isPacked = AnswerCompression.IsCompressible(type) && _content.Length > SmallestCompressed && AnswerCompression.Takes(request, "br");
            var answer = new ApiAnswer(200, isPacked ? _packed ??= Pack() : _content, type)
                .With("etag", isPacked ? AnswerCompression.Tag(tag, "br") : tag)
                .With("cache-control", isForever ? "public, max-age=31536000, immutable" : "no-cache")
                .With("vary", "accept-encoding");
            return isPacked ? answer.With("content-encoding", "br") : answer;
        }

        /// <summary>Once for all who ask, so as small as it gets without waiting long.</summary>
        private byte[] Pack()
        {
            using var target = new MemoryStream();
            using (var stream = new BrotliStream(target, new BrotliCompressionOptions { Quality = 6 }, leaveOpen: true))
            {
                stream.Write(_content);
            }

            return target.ToArray();
        }
    }
}
