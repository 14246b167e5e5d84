namespace Amazon.Lambda.Core;

/// <summary>What the Lambda service tells a function about one invocation.</summary>
public interface ILambdaContext
{
    string AwsRequestId { get; }

    /// <summary>Set by mobile SDKs only; else null.</summary>
    IClientContext ClientContext { get; }

    string FunctionName { get; }

    string FunctionVersion { get; }

    /// <summary>Set by mobile SDKs only; else null.</summary>
    ICognitoIdentity Identity { get; }

    string InvokedFunctionArn { get; }

    ILambdaLogger Logger { get; }

    string LogGroupName { get; }

    string LogStreamName { get; }

    int MemoryLimitInMB { get; }

    /// <summary>Time until the service ends the invocation; negative once it is over.</summary>
    TimeSpan RemainingTime { get; }

    /// <summary>X-Ray trace header; empty when the implementation does not say.</summary>
    string TraceId => string.Empty;

    /// <summary>Tenant of a tenant-isolated function; empty when the implementation does not say.</summary>
    string TenantId => string.Empty;

    /// <summary>The serializer the function was registered with; null when there is none.</summary>
    ILambdaSerializer Serializer => null;
}

/// <summary>The mobile application that calls.</summary>
public interface IClientContext
{
    IDictionary<string, string> Environment { get; }

    IClientApplication Client { get; }

    IDictionary<string, string> Custom { get; }
}

/// <summary>Name and version of the mobile application that calls.</summary>
public interface IClientApplication
{
    string AppPackageName { get; }

    string AppTitle { get; }

    string AppVersionCode { get; }

    string AppVersionName { get; }

    string InstallationId { get; }
}

/// <summary>The Cognito identity that calls.</summary>
public interface ICognitoIdentity
{
    string IdentityId { get; }

    string IdentityPoolId { get; }
}
