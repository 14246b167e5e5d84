using SmartBeats.Requests;

namespace SmartBeats.Tests.Requests;

public class OriginalFormTests
{
    private static PlanRequest Parse(string json) => PlanRequestJson.Parse("form", json);

    private static string FaultOf(string json) => Should.Throw<InputException>(() => Parse(json)).Message;

    [Fact]
    public void Form_filled_in_by_number_of_beats_is_read()
    {
        var form = Parse("""
            {"beat_creation_method":"NUMBER_ZONES_AND_ATTRIBUTE","number_of_beats":"25","cfs_per_beat":"","priority":"3","disposition":"",
             "type_of_data":"True","start_datetime":"2019-01-01T00:00","end_datetime":"2021-10-21T23:05"}
            """);
        PlanRequestJson.Canonical(form).ShouldBe(PlanRequestJson.Canonical(Parse(
            """{"beats":25,"priorities":[3],"data":"incidents","from":"2019-01-01T00:00","to":"2021-10-21T23:05"}""")));
    }

    [Fact]
    public void Form_filled_in_by_calls_per_beat_is_read()
    {
        var form = Parse("""
            {"beat_creation_method":"ATTRIBUTE_TARGET","cfs_per_beat":10000,"number_of_beats":null,"priority":["1","2"],"disposition_type":"initial"}
            """);
        PlanRequestJson.Canonical(form).ShouldBe(PlanRequestJson.Canonical(Parse("""{"workloadPerBeat":10000,"priorities":[1,2]}""")));
    }

    [Theory]
    [InlineData("\"True\"", CallData.Incidents)]
    [InlineData("true", CallData.Incidents)]
    [InlineData("\"Incident data only\"", CallData.Incidents)]
    [InlineData("\"False\"", CallData.NonIncidents)]
    [InlineData("false", CallData.NonIncidents)]
    [InlineData("\"Calls-For-Service data\"", CallData.NonIncidents)]
    [InlineData("\"all\"", CallData.All)]
    [InlineData("\"\"", CallData.All)]
    public void Type_of_data_means_what_the_form_did_with_it(string written, CallData data) =>
        Parse($$"""{"beats":3,"type_of_data":{{written}}}""").Data.ShouldBe(data);

    [Theory]
    [InlineData("""{"beats":3,"number_of_beats":"3"}""", "beats and number_of_beats are two names of one field. Keep one.")]
    [InlineData("""{"beats":3,"data":"all","type_of_data":"True"}""", "data and type_of_data are two names of one field. Keep one.")]
    [InlineData("""{"number_of_beats":"3","cfs_per_beat":"500"}""", "number_of_beats and cfs_per_beat are both given. Keep one: the number of beats, or the workload each shall have.")]
    [InlineData("""{"beat_creation_method":"ATTRIBUTE_TARGET","number_of_beats":"3"}""", "beat_creation_method ATTRIBUTE_TARGET contradicts number_of_beats. Keep one of them.")]
    [InlineData("""{"beat_creation_method":"ATTRIBUTE_TARGET"}""", "beat_creation_method ATTRIBUTE_TARGET needs cfs_per_beat. Fill in cfs_per_beat.")]
    [InlineData("""{"beat_creation_method":"NUMBER_ZONES_AND_ATTRIBUTE"}""", "beat_creation_method NUMBER_ZONES_AND_ATTRIBUTE needs number_of_beats. Fill in number_of_beats.")]
    [InlineData("""{"beat_creation_method":"NUMBER_OF_ZONES","number_of_beats":"3"}""", "beat_creation_method is \"NUMBER_OF_ZONES\", not one of ATTRIBUTE_TARGET, NUMBER_ZONES_AND_ATTRIBUTE. Choose by the workload of a beat, or by the number of beats.")]
    [InlineData("""{"number_of_beats":"ten"}""", "number_of_beats is \"ten\", not a whole number from 1 to 100000. Write how many beats there shall be.")]
    [InlineData("""{"beats":3,"type_of_data":"maybe"}""", "type_of_data is \"maybe\", not one of all, incidents, non-incidents. Choose which calls count.")]
    [InlineData("""{"beats":3,"start_datetime":"2021-02-01T00:00","end_datetime":"2021-01-01T00:00"}""", "start_datetime 2021-02-01T00:00:00 is after end_datetime 2021-01-01T00:00:59. Exchange them, or correct one.")]
    public void A_form_that_contradicts_itself_is_refused(string json, string message) => FaultOf(json).ShouldBe($"form: {message}");

    [Fact]
    public void A_mistyped_form_name_is_recognised() =>
        PlanRequestJson.Read("""{"beats":3,"start_date_time":"x"}"""u8.ToArray()).Faults[0].What
            .ShouldBe("\"start_date_time\" is no field of a request (did you mean \"start_datetime\"?)");
}
