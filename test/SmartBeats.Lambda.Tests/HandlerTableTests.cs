namespace SmartBeats.Lambda.Tests;

public class HandlerTableTests
{
    [Fact]
    public void Every_name_has_a_handler()
    {
        foreach (var name in Handlers.All)
        {
            HandlerTable.Find(name).ShouldNotBeNull();
        }

        Handlers.All.Distinct().Count().ShouldBe(Handlers.All.Count);
        Handlers.Others.ShouldBe(typeof(Handlers).GetFields().Select(field => (string)field.GetValue(null)!));
    }

    [Fact]
    public void An_unknown_handler_is_named_with_those_there_are() =>
        Should.Throw<InvalidOperationException>(() => HandlerTable.Find("Ingset")).Message.ShouldBe(
            "_HANDLER \"Ingset\" is none of Ingest, Migrate, Api, Authorize, Monthly, ValidateRequest, PartitionCalls, JoinCalls, MergeWorkload, SeedBeats, BalanceBeats, ChoosePlan, EvaluatePlan, RankPlan, BacktestPlan, PublishPlan, Notify.");

    [Fact]
    public void Error_names_are_the_class_names_the_runtime_reports()
    {
        Errors.DataChanged.ShouldBe(nameof(Pipeline.Stages.DataChangedException));
        Errors.Input.ShouldBe(nameof(InputException));
        Errors.RunCancelled.ShouldBe(nameof(Lambda.Runs.RunCancelledException));
        Errors.DatabaseBusy.ShouldBe(nameof(Lambda.Database.DatabaseBusyException));
        Errors.ServiceBusy.ShouldBe(nameof(ServiceBusyException));
        Errors.StageTimedOut.ShouldBe(nameof(Lambda.Runs.StageTimedOutException));
    }

    [Fact]
    public async Task A_dropped_connection_is_reported_under_a_name_that_is_retried() =>
        (await Should.ThrowAsync<ServiceBusyException>(() => HandlerTable.RunAsync((_, _, _) => throw new HttpRequestException("x"), null!, Stream.Null, new TestContext())))
            .Message.ShouldBe("A service was not available (HttpRequestException).");

    [Fact]
    public async Task An_address_that_does_not_exist_is_named_at_once_and_is_no_passing_fault()
    {
        using var http = new HttpClient();
        var fault = await Should.ThrowAsync<HttpRequestException>(() => http.GetAsync(new Uri("https://rds-data-fips.us-west-2.amazonaws.invalid/")));
        if (fault.InnerException is not System.Net.Sockets.SocketException { SocketErrorCode: System.Net.Sockets.SocketError.HostNotFound })
        {
            // No name server answers on this machine.
            var none = new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.HostNotFound);
            fault = new HttpRequestException(HttpRequestError.NameResolutionError, "none (rds-data-fips.us-west-2.amazonaws.invalid:443)", none);
        }

        Lambda.Database.DatabaseFaults.Passes(fault).ShouldBeFalse();
        (await Should.ThrowAsync<UnknownEndpointException>(() => HandlerTable.RunAsync((_, _, _) => throw fault, null!, Stream.Null, new TestContext())))
            .Message.ShouldContain("(rds-data-fips.us-west-2.amazonaws.invalid:443). Look at the stack's region and at its setting fips.");
        Errors.Transient.ShouldNotContain(nameof(UnknownEndpointException));

        // A name server that does not answer now may answer next time.
        var passing = new HttpRequestException(
            HttpRequestError.NameResolutionError, "x", new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.TryAgain));
        Lambda.Database.DatabaseFaults.Passes(passing).ShouldBeTrue();
    }

    [Fact]
    public async Task A_fault_of_ours_keeps_its_name() =>
        await Should.ThrowAsync<InputException>(() => HandlerTable.RunAsync((_, _, _) => throw new InputException("a", "b", "C."), null!, Stream.Null, new TestContext()));
}
