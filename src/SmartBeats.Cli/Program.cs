using SmartBeats.Cli;
using SmartBeats.Cli.Verbs;

return await SmartBeatsCommand.RunAsync(args,
[
    DesignVerb.Create(),
    IngestVerb.Create(),
    HistoryVerb.Create(),
    ExportVerb.Create(),
    UnloadVerb.Create(),
    ForgetVerb.Create(),
    InspectVerb.Create(),
    CompareVerb.Create(),
    EditVerb.Create(),
    BacktestVerb.Create(),
    MonitorVerb.Create(),
    AdoptVerb.Create(),
    EvaluateVerb.Create(),
    StaffVerb.Create(),
    ScheduleVerb.Create(),
    AbsentVerb.Create(),
    SampleVerb.Create(),
    ServeVerb.Create(),
    TokenVerb.Create(),
]);
