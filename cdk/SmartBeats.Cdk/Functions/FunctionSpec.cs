using Amazon.CDK.AWS.IAM;
using SmartBeats.Lambda;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Cdk.Functions;

/// <summary>One function: what it is given and what it may do.</summary>
/// <param name="MemoryMegabytes">1,769 is one processor; less is a share of one.</param>
/// <param name="Seconds">Of a stage, also how long its state waits.</param>
/// <param name="Environment">Names of variables beside the bucket's.</param>
internal sealed record FunctionSpec(
    string Handler, int MemoryMegabytes, int Seconds, IReadOnlyList<PolicyStatement> Statements, params string[] Environment)
{
    private static readonly string[] _database = [Variables.DatabaseArn, Variables.SecretArn, Variables.Database];

    /// <summary>All of them, for a stack whose database and dead letters are known.</summary>
    /// <param name="rights">Of the same stack.</param>
    /// <param name="cities">Ids.</param>
    public static IReadOnlyList<FunctionSpec> CreateAll(
        Rights rights, string cluster, string secret, string deadLetters, IReadOnlyList<string> cities, IReadOnlyList<Stage> stages) =>
    [
        // Event numbers take 24 bytes a row while a file is read: 2 GB hold some 60 million.
        new(Handlers.Ingest, 2048, 900,
            [
                rights.ReadVersions(Keys.Upload.Folder),
                rights.Read(
                    Keys.City.Folder, Keys.Report.Folder, Keys.UploadRecord.Folder, Keys.Waiting.Folder, Keys.PlanJson.Resource,
                    Keys.Side.Resource),
                rights.List(
                    Keys.Upload.Folder, Keys.City.Folder, Keys.Report.Folder, Keys.UploadRecord.Folder, Keys.Waiting.Folder,
                    Keys.PlanFile.Folder),
                rights.Write(
                    Keys.CurrentMap.Resource, Keys.Areas.Resource, Keys.MapColumns.Resource, Keys.Signal.Resource, Keys.Side.Resource, Keys.Context.Resource, Keys.Streets.Resource, Keys.Mappings.Resource,
                    Keys.Report.Resource, Keys.UploadRecord.Resource, Keys.Waiting.Resource, Keys.Continuation.Resource, Keys.Link.Resource,
                    Keys.Monitor.Resource),
                rights.Delete(Keys.Continuation.Resource, Keys.Waiting.Resource),
                .. Rights.Query(cluster, secret), Rights.Transact(cluster), rights.Tell([.. cities, Names.OperatorsTopic]), Rights.Send(deadLetters),
            ],
            [.. _database, Variables.TopicPrefix, Variables.ApiUrl]),

        // Of a city that is taken out of the settings everything goes: its folders, its links, its tokens.
        new(Handlers.Migrate, 256, 900,
            [
                rights.Read(Keys.Caller.Resource, Keys.Link.Resource),
                rights.List(
                    Keys.Caller.Folder, Keys.City.Folder, Keys.Counter.Folder, Keys.Link.Folder, Keys.PlanFile.Folder, Keys.Report.Folder,
                    Keys.RunFile.Folder, Keys.Side.Folder, Keys.Upload.Folder, Keys.UploadRecord.Folder, Keys.Waiting.Folder),
                rights.Write(Keys.City.Resource, Keys.Caller.Resource),
                rights.Delete(
                    Keys.Caller.Folder, Keys.CallerUse.Folder, Keys.City.Folder, Keys.Counter.Folder, Keys.Link.Folder, Keys.PlanFile.Folder, Keys.Report.Folder,
                    Keys.RunFile.Folder, Keys.Side.Folder, Keys.Upload.Folder, Keys.UploadRecord.Folder, Keys.Waiting.Folder),
                .. Rights.Query(cluster, secret),
            ],
            _database),

        // Signs links with its own rights: what it may not read, no link opens. Rejected rows are not among it. Taking a load back is a transaction.
        new(Handlers.Api, 1024, 29,
            [
                rights.Read(
                    Keys.City.Folder, Keys.Outcome.Resource, Keys.RunNotice.Resource, Keys.PlanFile.Resource,
                    Keys.ReportJson.Resource, Keys.Side.Resource, Keys.Link.Resource, Keys.GivenAnswer.Resource, Keys.UploadRecord.Resource,
                    Keys.Waiting.Resource, Keys.Caller.Resource, Keys.CallerUse.Resource, Keys.Audit.Resource),
                rights.List(
                    Keys.City.Folder, Keys.RunFile.Folder, Keys.PlanFile.Folder, Keys.Report.Folder, Keys.Link.Folder,
                    Keys.Counter.Folder, Keys.GivenAnswer.Folder, Keys.UploadRecord.Folder, Keys.Waiting.Folder,
                    Keys.Caller.Folder, Keys.CallerUse.Folder, Keys.Audit.Folder),
                rights.Write(
                    Keys.Upload.Resource, Keys.PlanRecord.Resource, Keys.Side.Resource, Keys.Outcome.Resource, Keys.Counter.Resource,
                    Keys.GivenAnswer.Resource, Keys.UploadRecord.Resource, Keys.Mappings.Resource, Keys.Continuation.Resource,
                    Keys.City.Resource, Keys.Preferences.Resource, Keys.Adopted.Resource, Keys.Monitor.Resource, Keys.CallSpan.Resource,
                    Keys.PackedMap.Resource, Keys.PackedDraft.Resource, Keys.PackedResponse.Resource, Keys.Draft.Resource, Keys.Comment.Resource,
                    Keys.PlanLink.Resource, Keys.Link.Resource, Keys.Sheets.Resource, Keys.Caller.Resource, Keys.Audit.Resource),
                rights.Delete(
                    Keys.Caller.Resource, Keys.CallerUse.Resource, Keys.PlanRecord.Resource, Keys.PlanFile.Resource, Keys.GivenAnswer.Resource, Keys.PlanLink.Resource,
                    Keys.Link.Resource, Keys.Signal.Resource, Keys.Draft.Resource, Keys.Comment.Resource),
                .. Rights.Query(cluster, secret), Rights.Transact(cluster), .. rights.Start(),
            ],
            [.. _database, Variables.StateMachineArn, Variables.ApiUrl]),

        // Who did what is added to, never removed: nobody has that right.
        new(Handlers.Authorize, 256, 10,
            [rights.Read(Keys.Caller.Resource), rights.List(Keys.Caller.Folder), rights.Write(Keys.CallerUse.Resource, Keys.Audit.Resource)]),

        // The verdict it sends was kept by the last load: no database.
        new(Handlers.Monthly, 256, 300,
            [
                rights.Read(Keys.City.Resource, Keys.Preferences.Resource, Keys.Adopted.Resource, Keys.Monitor.Resource, Keys.Monthly.Resource),
                rights.List(Keys.City.Folder), rights.Write(Keys.Monthly.Resource, Keys.Link.Resource), rights.Tell(cities),
            ],
            Variables.TopicPrefix, Variables.ApiUrl),

        .. stages.Select(stage => Create(rights, stage, cluster, secret, cities)),
    ];

    /// <summary>A stage may do what its entry says that it does.</summary>
    private static FunctionSpec Create(Rights rights, Stage stage, string cluster, string secret, IReadOnlyList<string> cities)
    {
        var may = new List<PolicyStatement>();
        var told = new List<string>();
        if (stage.Reads.Count > 0)
        {
            may.Add(rights.Read([.. stage.Reads.Select(key => key.Resource)]));
        }

        if (stage.Lists.Count > 0)
        {
            may.Add(rights.List([.. stage.Lists.Select(key => key.Folder).Distinct()]));
        }

        if (stage.Writes.Count > 0)
        {
            may.Add(rights.Write([.. stage.Writes.Select(key => key.Resource)]));
        }

        if (stage.ReadsCalls)
        {
            may.AddRange(Rights.Query(cluster, secret));
            told.AddRange(_database);
        }

        if (stage.TellsPeople)
        {
            may.Add(rights.Tell(cities));
            told.AddRange([Variables.TopicPrefix, Variables.ApiUrl]);
        }

        return new FunctionSpec(stage.Name, stage.Megabytes, stage.Seconds, may, [.. told]);
    }
}
