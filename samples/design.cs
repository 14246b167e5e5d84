#:package SmartBeats.Pipeline@1.0.0
#:property ManagePackageVersionsCentrally=false
#:property RestorePackagesWithLockFile=false
// Beats of the sample city from a program of one file:
//   dotnet run samples/design.cs
// with the packages of "sh src/SmartBeats.Pipeline/pack.sh" named as a source: RestoreAdditionalProjectSources=$PWD/out/packages
using SmartBeats.Pipeline;
using SmartBeats.Requests;

var samples = args is [var folder, ..] ? folder : "samples";
var input = CityInput.Read(Path.Combine(samples, "city.json"), Path.Combine(samples, "city.zip"), Path.Combine(samples, "calls.csv"));
var designed = await Beats.DesignAsync(input, new PlanRequest { Beats = 12 });
Console.WriteLine(designed.Findings.Headline);

// Every figure of plan.json is at hand.
foreach (var beat in designed.File.Plan.Measures.Beats.OrderByDescending(beat => beat.Calls).Take(3))
{
    Console.WriteLine($"Beat {beat.Number}: {beat.Calls} calls in {beat.Areas} areas");
}

await designed.SaveAsync("beats");
