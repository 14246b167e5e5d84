using Amazon.Lambda.RuntimeSupport.Bootstrap;

namespace Amazon.Lambda.RuntimeSupport
{
    /// <summary>Puts a <see cref="LambdaBootstrap"/> together.</summary>
    public partial class LambdaBootstrapBuilder
    {
        private readonly HandlerWrapper _handler;
        private readonly LambdaBootstrapOptions _options = new();
        private HttpClient _httpClient;
        private LambdaBootstrapInitializer _initializer;

        private LambdaBootstrapBuilder(HandlerWrapper handler) => _handler = handler;

        public LambdaBootstrapBuilder UseHttpClient(HttpClient httpClient)
        {
            _httpClient = httpClient;
            return this;
        }

        public LambdaBootstrapBuilder UseBootstrapHandler(LambdaBootstrapInitializer lambdaBootstrapInitializer)
        {
            _initializer = lambdaBootstrapInitializer;
            return this;
        }

        public LambdaBootstrapBuilder ConfigureOptions(Action<LambdaBootstrapOptions> options = null)
        {
            options?.Invoke(_options);
            return this;
        }

        public LambdaBootstrap Build() => new(_httpClient, _handler, _options, _initializer);
    }
}

namespace Amazon.Lambda.RuntimeSupport.Bootstrap
{
    /// <summary>For tests: the service itself tells where it is by environment variable.</summary>
    public class LambdaBootstrapOptions
    {
        /// <summary>Host and port of the Runtime API.</summary>
        public string RuntimeApiEndpoint { get; set; }
    }
}
