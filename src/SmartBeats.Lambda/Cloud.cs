using Amazon.RDSDataService;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SimpleNotificationService;
using Amazon.StepFunctions;
using SmartBeats.Api.Access.People;
using SmartBeats.Formats;
using SmartBeats.Lambda.Database;
using SmartBeats.Lambda.Stores;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Lambda;

/// <summary>What handlers reach the world through: made when first asked for, so that a cold start pays for nothing it does not use.</summary>
public class Cloud
{
    private readonly Lazy<AmazonS3Client> _s3 = new(() => new AmazonS3Client(new AmazonS3Config
    {
        // A bucket's own host name exists in AWS only, not behind an endpoint somebody set.
        ForcePathStyle = Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL") is { Length: > 0 },
        RequestChecksumCalculation = Amazon.Runtime.RequestChecksumCalculation.WHEN_REQUIRED,
        ResponseChecksumValidation = Amazon.Runtime.ResponseChecksumValidation.WHEN_REQUIRED,
        MaxErrorRetry = 4,
    }));

    private readonly Lazy<AmazonRDSDataServiceClient> _data = new(() => new AmazonRDSDataServiceClient(DataApi.ClientConfig()));
    private readonly Lazy<AmazonSimpleNotificationServiceClient> _notifications = new(() => new AmazonSimpleNotificationServiceClient());
    private readonly Lazy<AmazonStepFunctionsClient> _stepFunctions = new(() => new AmazonStepFunctionsClient());

    static Cloud() => FormatReaders.Register();

    private readonly Lazy<PersonTokens?> _people;

    public Cloud() => _people = new(() => SignIn is { } settings ? new PersonTokens(settings, new HttpClient { Timeout = TimeSpan.FromSeconds(4) }, Time) : null);

    /// <summary>Where people sign in; null where nobody does.</summary>
    public virtual SignInSettings? SignIn => SignInSettings.Read(
        Environment.GetEnvironmentVariable(Variables.Issuer), Environment.GetEnvironmentVariable(Variables.Audience),
        Environment.GetEnvironmentVariable(Variables.ClientId), Environment.GetEnvironmentVariable(Variables.RolesClaim));

    /// <summary>Reads the issuer's tokens; null where there is no issuer. One for a process, which keeps its keys.</summary>
    internal virtual PersonTokens? People => _people.Value;

    public virtual TimeProvider Time => TimeProvider.System;

    public virtual IAmazonS3 S3 => _s3.Value;

    public virtual IAmazonSimpleNotificationService Notifications => _notifications.Value;

    public virtual IAmazonStepFunctions StepFunctions => _stepFunctions.Value;

    /// <summary>The bucket.</summary>
    public virtual IObjectStore Store => new S3ObjectStore(S3, Variable(Variables.Bucket));

    /// <summary>The cities' calls.</summary>
    /// <param name="patience">How long a call may be repeated.</param>
    public virtual ICallStore Calls(Patience patience) => new AuroraCallStore(Data(patience));

    /// <summary>The cluster.</summary>
    public virtual DataApi Data(Patience patience) => new(
        _data.Value, new DatabaseAddress(Variable(Variables.DatabaseArn), Variable(Variables.SecretArn), Variable(Variables.Database)), patience, Time);

    /// <summary>A link to read one file with, good for a quarter of an hour.</summary>
    public string SignedDownload(string key) => S3.GetPreSignedURL(Signed(key, HttpVerb.GET));

    /// <summary>A link to write one file with, of exactly this type, length and metadata, good for a quarter of an hour.</summary>
    public string SignedUpload(string key, string mediaType, long bytes, IReadOnlyDictionary<string, string> metadata)
    {
        var request = Signed(key, HttpVerb.PUT);
        request.ContentType = mediaType;
        request.Headers.ContentLength = bytes;
        foreach (var (name, value) in metadata)
        {
            request.Metadata[name] = value;
        }

        return S3.GetPreSignedURL(request);
    }

    private GetPreSignedUrlRequest Signed(string key, HttpVerb verb) => new()
    {
        BucketName = Variable(Variables.Bucket),
        Key = key,
        Verb = verb,
        // The client counts from the machine's clock when it signs.
        Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(Limits.SignedLinkMinutes),
        Protocol = S3.Config.ServiceURL?.StartsWith("http:", StringComparison.OrdinalIgnoreCase) == true
            || Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL")?.StartsWith("http:", StringComparison.OrdinalIgnoreCase) == true
            ? Protocol.HTTP : Protocol.HTTPS,
    };

    /// <exception cref="InvalidOperationException">The stack did not set it: a fault of the deployment.</exception>
    public virtual string Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
        ? value
        : throw new InvalidOperationException($"The environment variable {name} is not set.");
}
