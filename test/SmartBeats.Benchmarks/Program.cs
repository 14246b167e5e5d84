using System.CommandLine;
using SmartBeats.Benchmarks;
using SmartBeats.Benchmarks.Engine;
using SmartBeats.Benchmarks.House;

return new RootCommand("Measures SmartBeats against targets and peers.") { EngineVerb.Create(), DataVerb.Create(), ResponseVerb.Create(), LoadVerb.Create(), HouseVerb.Create(), SmartBeats.Benchmarks.Lasting.LastingVerb.Create() }.Parse(args).Invoke();
