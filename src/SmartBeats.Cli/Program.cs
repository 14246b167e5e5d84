using SmartBeats.Cli;
using SmartBeats.Cli.Verbs;

return await SmartBeatsCommand.RunAsync(args, [DesignVerb.Create(), EvaluateVerb.Create(), SampleVerb.Create()]);
