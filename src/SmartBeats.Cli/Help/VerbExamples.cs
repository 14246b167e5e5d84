namespace SmartBeats.Cli.Help;

/// <summary>Commands to begin from, by verb, with what each does. They name files a reader has: the sample's, or those an earlier example wrote.</summary>
internal static class VerbExamples
{
    /// <summary>Commands to begin from; none for a verb that explains itself.</summary>
    public static IReadOnlyList<(string Command, string Does)> Of(string verb) => verb switch
    {
        "design" =>
        [
            ("design samples/city.zip samples/calls.csv --beats 12 -o beats", "twelve even beats, to look at in beats/map.html"),
            ("design samples/city.zip samples/calls.csv --beats 12 --priorities 1,2 --hours 22-6", "by urgent calls at night alone"),
            ("design samples/city.zip samples/calls.csv --beats 12 --current samples/todays_beats.geojson --change-budget 15%", "from today's beats, with little change"),
            ("design --workspace work --beats 12", "from files that ingest has loaded"),
        ],
        "ingest" => [("ingest samples/city.zip samples/calls.csv --workspace work", "loads a map and its calls"), ("ingest samples/calls_2025.csv --workspace work --dry-run", "says what newer calls would change")],
        "inspect" => [("inspect samples/portal_export.csv", "says how an export's columns would be read")],
        "history" => [("history --workspace work", "lists the plans made")],
        "export" =>
        [
            ("export PLAN --also gpkg,xlsx --workspace work", "a GeoPackage and a workbook of a plan"),
            ("export dos-puentes dos-puentes.sbz --workspace work", "a whole city, to be taken elsewhere"),
        ],
        "import" => [("import dos-puentes.sbz --workspace other", "a city as export has packed it")],
        "unload" => [("unload --workspace work", "lists the loads"), ("unload 3 --workspace work --dry-run", "says what taking back the third would do")],
        "compare" =>
        [
            ("compare beats samples/todays_beats.geojson --calls samples/calls.csv -o compared", "a plan beside the beats of today"),
            ("compare beats other/assignment.csv --calls samples/calls.csv", "a plan beside a table of areas and beats"),
        ],
        "edit" => [("edit beats --calls samples/calls.csv --moves moves.csv -o edited", "areas go to other beats")],
        "backtest" => [("backtest samples/city.zip samples/calls.csv --beats 12", "how even such beats have stayed")],
        "monitor" => [("monitor beats samples/calls_2025.csv", "whether the beats still hold on newer calls")],
        "adopt" => [("adopt PLAN --from 2025-01-06 --workspace work", "the plan is patrolled from that day on")],
        "evaluate" => [("evaluate beats --calls samples/calls.csv", "how busy units are and how soon they come")],
        "staff" => [("staff beats --calls samples/calls.csv", "officers on duty on every shift, and employed")],
        "schedule" => [("schedule beats samples/officers.csv --from 2025-01-06", "a roster of four weeks")],
        "absent" => [("absent beats --calls samples/calls.csv --beat 4 --shift day", "who takes beat 4 over")],
        "where" => [("where -113.4162 33.2498 --plan beats", "area, beat and sector of a point")],
        "sample" => [("sample samples", "an invented city to try everything with")],
        "serve" => [("serve --open", "the sample city in a browser"), ("serve --workspace work --open", "your own data")],
        "completion" => [("completion bash > ~/.local/share/bash-completion/completions/smartbeats", "for bash"), ("completion pwsh >> $PROFILE", "for PowerShell")],
        "man" => [("man man/man1", "writes smartbeats.1 and a page for each verb")],
        "doctor" => [("doctor > report.txt", "to send with a question")],
        _ => [],
    };
}
