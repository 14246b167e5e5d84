using System.CommandLine;
using SmartBeats.Benchmarks;
using SmartBeats.Benchmarks.Engine;
using SmartBeats.Benchmarks.House;
using SmartBeats.Benchmarks.Lasting;
using SmartBeats.Benchmarks.Native;
using SmartBeats.Benchmarks.Processes;

return await new RootCommand("Measures SmartBeats against targets and peers.")
{
    EngineVerb.Create(), StuckVerb.Create(), CurveVerb.Create(), BudgetVerb.Create(), DataVerb.Create(), ResponseVerb.Create(), LoadVerb.Create(), HouseVerb.Create(),
    LastingVerb.Create(), CommandVerb.Create(), NativeVerb.Create(),
}.Parse(args).InvokeAsync();
