namespace SmartBeats.Api.Tests.Homes;

/// <summary>The contract as a browser on the same computer meets it.</summary>
public sealed class LaptopContractTests : ContractTests
{
    private protected override async Task<IContractHome> StartAsync() => await LaptopHome.StartAsync();
}

/// <summary>The contract as the function behind API Gateway meets it, in this process.</summary>
public sealed class CloudContractTests : ContractTests
{
    private protected override async Task<IContractHome> StartAsync() => await CloudHome.StartAsync();
}
