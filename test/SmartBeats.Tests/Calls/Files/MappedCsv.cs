using SmartBeats.Calls;
using SmartBeats.Calls.Files;

namespace SmartBeats.Tests.Calls.Files;

/// <summary>Reads files that need not be in the plain contract, and keeps everything that comes out.</summary>
internal sealed class MappedCsv
{
    public MappedCsv(byte[] file, CallReadOptions? options = null, City? city = null, string name = "calls.csv")
        : this([new CallSource(name, () => new MemoryStream(file))], options, city)
    {
    }

    public MappedCsv(IReadOnlyList<CallSource> files, CallReadOptions? options = null, City? city = null)
    {
        var reader = new CallReader(files[0].Name, city ?? CallCsv.Glendale, options ?? new CallReadOptions { Mapping = new MappingSources() });
        using var rejected = new StringWriter();
        try
        {
            reader.Read(files, calls => Calls.AddRange(calls), rejected);
        }
        catch (InputException refusal)
        {
            Refusal = refusal;
        }

        (Report, Files, Rejected) = (reader.Report, reader.Files, rejected.ToString());
    }

    public List<Call> Calls { get; } = [];

    public CallReadReport? Report { get; }

    public IReadOnlyList<MappedFile> Files { get; }

    public string Rejected { get; }

    public InputException? Refusal { get; }
}
