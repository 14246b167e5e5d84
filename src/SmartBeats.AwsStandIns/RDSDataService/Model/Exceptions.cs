using System.Net;
using Amazon.Runtime;

namespace Amazon.RDSDataService.Model;

/// <summary>The caller lacks a permission the call needs.</summary>
public partial class AccessDeniedException : AmazonRDSDataServiceException
{
    public AccessDeniedException(string message) : base(message) { }

    public AccessDeniedException(string message, Exception innerException) : base(message, innerException) { }

    public AccessDeniedException(Exception innerException) : base(innerException) { }

    public AccessDeniedException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public AccessDeniedException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>The request or its SQL is wrong; also what Aurora says to a statement it refuses.</summary>
public partial class BadRequestException : AmazonRDSDataServiceException
{
    public BadRequestException(string message) : base(message) { }

    public BadRequestException(string message, Exception innerException) : base(message, innerException) { }

    public BadRequestException(Exception innerException) : base(innerException) { }

    public BadRequestException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public BadRequestException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>The database failed while it processed the statement.</summary>
public partial class DatabaseErrorException : AmazonRDSDataServiceException
{
    public DatabaseErrorException(string message) : base(message) { }

    public DatabaseErrorException(string message, Exception innerException) : base(message, innerException) { }

    public DatabaseErrorException(Exception innerException) : base(innerException) { }

    public DatabaseErrorException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public DatabaseErrorException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>The cluster has no database instance.</summary>
public partial class DatabaseNotFoundException : AmazonRDSDataServiceException
{
    public DatabaseNotFoundException(string message) : base(message) { }

    public DatabaseNotFoundException(string message, Exception innerException) : base(message, innerException) { }

    public DatabaseNotFoundException(Exception innerException) : base(innerException) { }

    public DatabaseNotFoundException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public DatabaseNotFoundException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>The cluster was paused and is waking up: wait some seconds and ask again. No AWS client retries this by itself.</summary>
public partial class DatabaseResumingException : AmazonRDSDataServiceException
{
    public DatabaseResumingException(string message) : base(message) { }

    public DatabaseResumingException(string message, Exception innerException) : base(message, innerException) { }

    public DatabaseResumingException(Exception innerException) : base(innerException) { }

    public DatabaseResumingException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public DatabaseResumingException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>The writer instance cannot be reached (status 504).</summary>
public partial class DatabaseUnavailableException : AmazonRDSDataServiceException
{
    public DatabaseUnavailableException(string message) : base(message) { }

    public DatabaseUnavailableException(string message, Exception innerException) : base(message, innerException) { }

    public DatabaseUnavailableException(Exception innerException) : base(innerException) { }

    public DatabaseUnavailableException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public DatabaseUnavailableException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>The caller may not make this call.</summary>
public partial class ForbiddenException : AmazonRDSDataServiceException
{
    public ForbiddenException(string message) : base(message) { }

    public ForbiddenException(string message, Exception innerException) : base(message, innerException) { }

    public ForbiddenException(Exception innerException) : base(innerException) { }

    public ForbiddenException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public ForbiddenException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>The Data API is switched off for the cluster.</summary>
public partial class HttpEndpointNotEnabledException : AmazonRDSDataServiceException
{
    public HttpEndpointNotEnabledException(string message) : base(message) { }

    public HttpEndpointNotEnabledException(string message, Exception innerException) : base(message, innerException) { }

    public HttpEndpointNotEnabledException(Exception innerException) : base(innerException) { }

    public HttpEndpointNotEnabledException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public HttpEndpointNotEnabledException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>The service failed (status 500).</summary>
public partial class InternalServerErrorException : AmazonRDSDataServiceException
{
    public InternalServerErrorException(string message) : base(message) { }

    public InternalServerErrorException(string message, Exception innerException) : base(message, innerException) { }

    public InternalServerErrorException(Exception innerException) : base(innerException) { }

    public InternalServerErrorException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public InternalServerErrorException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>The resource is in a state that cannot serve the call.</summary>
public partial class InvalidResourceStateException : AmazonRDSDataServiceException
{
    public InvalidResourceStateException(string message) : base(message) { }

    public InvalidResourceStateException(string message, Exception innerException) : base(message, innerException) { }

    public InvalidResourceStateException(Exception innerException) : base(innerException) { }

    public InvalidResourceStateException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public InvalidResourceStateException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>The secret has no user name and password for the database.</summary>
public partial class InvalidSecretException : AmazonRDSDataServiceException
{
    public InvalidSecretException(string message) : base(message) { }

    public InvalidSecretException(string message, Exception innerException) : base(message, innerException) { }

    public InvalidSecretException(Exception innerException) : base(innerException) { }

    public InvalidSecretException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public InvalidSecretException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>The cluster, the secret or the transaction does not exist.</summary>
public partial class NotFoundException : AmazonRDSDataServiceException
{
    public NotFoundException(string message) : base(message) { }

    public NotFoundException(string message, Exception innerException) : base(message, innerException) { }

    public NotFoundException(Exception innerException) : base(innerException) { }

    public NotFoundException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public NotFoundException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>Secrets Manager could not be asked.</summary>
public partial class SecretsErrorException : AmazonRDSDataServiceException
{
    public SecretsErrorException(string message) : base(message) { }

    public SecretsErrorException(string message, Exception innerException) : base(message, innerException) { }

    public SecretsErrorException(Exception innerException) : base(innerException) { }

    public SecretsErrorException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public SecretsErrorException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>The service does not answer now (status 503).</summary>
public partial class ServiceUnavailableErrorException : AmazonRDSDataServiceException
{
    public ServiceUnavailableErrorException(string message) : base(message) { }

    public ServiceUnavailableErrorException(string message, Exception innerException) : base(message, innerException) { }

    public ServiceUnavailableErrorException(Exception innerException) : base(innerException) { }

    public ServiceUnavailableErrorException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public ServiceUnavailableErrorException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>The statement ran longer than 45 seconds.</summary>
public partial class StatementTimeoutException : AmazonRDSDataServiceException
{
    public StatementTimeoutException(string message) : base(message) { }

    public StatementTimeoutException(string message, Exception innerException) : base(message, innerException) { }

    public StatementTimeoutException(Exception innerException) : base(innerException) { }

    public StatementTimeoutException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public StatementTimeoutException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>The transaction is over: committed, rolled back, or idle for more than 3 minutes.</summary>
public partial class TransactionNotFoundException : AmazonRDSDataServiceException
{
    public TransactionNotFoundException(string message) : base(message) { }

    public TransactionNotFoundException(string message, Exception innerException) : base(message, innerException) { }

    public TransactionNotFoundException(Exception innerException) : base(innerException) { }

    public TransactionNotFoundException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public TransactionNotFoundException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>A result has a type that cannot be returned.</summary>
public partial class UnsupportedResultException : AmazonRDSDataServiceException
{
    public UnsupportedResultException(string message) : base(message) { }

    public UnsupportedResultException(string message, Exception innerException) : base(message, innerException) { }

    public UnsupportedResultException(Exception innerException) : base(innerException) { }

    public UnsupportedResultException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public UnsupportedResultException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
}
