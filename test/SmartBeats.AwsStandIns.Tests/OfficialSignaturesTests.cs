using System.Reflection;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.S3Events;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.RDSDataService;
using Amazon.SimpleNotificationService;
using Amazon.StepFunctions;

namespace SmartBeats.AwsStandIns.Tests;

/// <summary>
/// OfficialSignatures.txt lists what SmartBeats may use, as the official packages declare it. Built with
/// AwsPackages=official the same test holds the list against those packages.
/// </summary>
public class OfficialSignaturesTests
{
    private static readonly Assembly[] Assemblies =
    [
        .. new[]
        {
            typeof(APIGatewayHttpApiV2ProxyRequest), typeof(ILambdaContext), typeof(LambdaBootstrap), typeof(S3Event), typeof(AbstractLambdaJsonSerializer),
            typeof(AmazonRDSDataServiceClient), typeof(AmazonSimpleNotificationServiceClient), typeof(AmazonStepFunctionsClient),
        }.Select(t => t.Assembly).Distinct(),
    ];

    private static IEnumerable<Type> Public => Assemblies.SelectMany(a => a.GetExportedTypes()).Where(t => t.Namespace!.StartsWith("Amazon.", StringComparison.Ordinal));

    private static string[] Listed
    {
        get
        {
            using var reader = new StreamReader(typeof(OfficialSignaturesTests).Assembly.GetManifestResourceStream("OfficialSignatures.txt")!);
            return [.. reader.ReadToEnd().Split('\n').Select(l => l.TrimEnd()).Where(l => l.Length > 0 && l[0] != '#')];
        }
    }

    [Fact]
    public void Every_official_signature_on_the_list_is_there()
    {
        var there = Public.SelectMany(Signature.Of).ToHashSet();
        Listed.Where(line => !there.Contains(line)).ShouldBeEmpty();
        Listed.Length.ShouldBeGreaterThan(500);
    }

    /// <summary>A member of our own would compile here and not with the official packages.</summary>
    [Fact]
    public void Stand_ins_offer_nothing_that_is_not_on_the_list()
    {
        if (Assemblies.Any(a => a.GetName().Name != "SmartBeats.AwsStandIns")) return; // official packages offer more
        Public.SelectMany(Signature.Of).Except(Listed).ShouldBeEmpty();
    }
}
