using System.CommandLine;
using SmartBeats.Benchmarks;
using SmartBeats.Benchmarks.Engine;

return new RootCommand("Measures SmartBeats against targets and peers.") { EngineVerb.Create(), DataVerb.Create(), ResponseVerb.Create(), LoadVerb.Create() }.Parse(args).Invoke();
