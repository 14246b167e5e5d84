using System.Diagnostics;

namespace SmartBeats.Cdk.Tests;

/// <summary>The script that compares an account's quotas with the stack's needs, over an <c>aws</c> that answers as it is told.</summary>
public sealed class AccountCheckTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-account-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("10", "5", "4", "BadRequestException", 0, "Enough to deploy.")]
    [InlineData("9", "5", "4", "BadRequestException", 1, "Do not deploy yet: ask for more under Service Quotas, or choose another region.")]
    [InlineData("10", "5", "5", "BadRequestException", 1, "Do not deploy yet: ask for more under Service Quotas, or choose another region.")]
    [InlineData("10", "5", "4", "Could not connect to the endpoint URL", 1, "Do not deploy yet: ask for more under Service Quotas, or choose another region.")]
    [InlineData("", "5", "4", "BadRequestException", 3, "Not all could be asked: the credentials need servicequotas:GetServiceQuota, lambda:GetAccountSettings, ec2:DescribeVpcs, rds:DescribeDBClusters.")]
    public async Task An_account_is_compared_with_what_the_stack_needs(
        string atATime, string networks, string networksThere, string dataApi, int exit, string last)
    {
        var (code, said) = await CheckAsync(atATime, networks, networksThere, dataApi, "us-west-2");
        said.TrimEnd().Split('\n')[^1].ShouldBe(last, said);
        code.ShouldBe(exit);
        said.ShouldStartWith("account 123456789012, us-west-2\n");
    }

    [Fact]
    public async Task Without_a_region_the_use_is_said() =>
        (await CheckAsync("10", "5", "4", "")).ShouldBe((2, "usage: bash cdk/check-account.sh REGION [LARGEST-FUNCTION-MB], such as us-west-2 3008\n"));

    private async Task<(int Exit, string Said)> CheckAsync(string atATime, string networks, string networksThere, string dataApi, params string[] arguments)
    {
        var fake = Path.Combine(_folder.FullName, "aws");
        await File.WriteAllTextAsync(fake, $"""
            #!/bin/sh
            case "$1 $2 $*" in
              "sts get-caller-identity"*) echo 123456789012 ;;
              "lambda get-account-settings"*) [ -n "{atATime}" ] && echo "{atATime}" ;;
              "ec2 describe-vpcs"*) echo {networksThere} ;;
              "rds describe-db-clusters"*) echo 3 ;;
              "service-quotas get-service-quota"*L-F678F1CE*) exit 254 ;;
              "service-quotas get-aws-default-service-quota"*L-F678F1CE*) echo {networks}.0 ;;
              "service-quotas get-service-quota"*L-952B80B8*) echo 40.0 ;;
              "rds-data execute-statement"*) echo "{dataApi}" >&2; exit 254 ;;
              *) echo "unexpected: $*" >&2; exit 99 ;;
            esac
            """);
        (await CommandTests.RunAsync("chmod", "+x", fake)).Exit.ShouldBe(0);
        var script = Path.Combine(SharedData.RepositoryRoot(), "cdk", "check-account.sh");
        var start = new ProcessStartInfo("bash", [script, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{_folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment.Remove("AWS_REGION");
        start.Environment.Remove("AWS_DEFAULT_REGION");
        using var process = Process.Start(start)!;
        var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(await said));
    }
}
