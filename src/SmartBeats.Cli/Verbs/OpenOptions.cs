using System.CommandLine;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SmartBeats.Api.Access.People;
using SmartBeats.Server;

namespace SmartBeats.Cli.Verbs;

/// <summary>Flags of <c>serve</c> that open it to other computers: never without somebody who says who people are, nor unencrypted.</summary>
internal sealed class OpenOptions
{
    private const string UsualClient = "smartbeats";
    private readonly Option<string?> _listen = new("--listen") { Description = "Address that other computers reach; needs --issuer and --certificate." };
    private readonly Option<string?> _issuer = new("--issuer") { Description = "OpenID Connect issuer people sign in at." };
    private readonly Option<FileInfo?> _certificate = new("--certificate") { Description = "Certificate and key of this server, in one PEM file, or a .pfx without a password." };
    private readonly Option<string> _client = new("--client") { Description = "What the page is called at the issuer.", DefaultValueFactory = _ => UsualClient };
    private readonly Option<string?> _audience = new("--audience") { Description = "Whom the issuer's tokens are for; the page where not said." };
    private readonly Option<string> _claim = new("--roles-claim") { Description = "Claim that lists a person's groups, each city-role.", DefaultValueFactory = _ => "groups" };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_listen, _issuer, _certificate, _client, _audience, _claim])
        {
            command.Add(option);
        }
    }

    /// <returns>Null where nobody else is let in.</returns>
    /// <exception cref="InputException">Something that keeps strangers out is missing or cannot be used.</exception>
    public OpenServer? Read(ParseResult parsed)
    {
        if (parsed.GetValue(_listen) is not { } listen)
        {
            return parsed.GetValue(_issuer) is null && parsed.GetValue(_certificate) is null
                ? null
                : throw new InputException("--listen", "is missing", "Say at which address others reach this server, such as --listen 0.0.0.0, or leave out --issuer and --certificate.");
        }

        var address = listen == "localhost" ? IPAddress.Loopback
            : IPAddress.TryParse(listen, out var read) ? read
            : throw new InputException("--listen", $"\"{listen}\" is no address", "Write such as 0.0.0.0 for all of this computer's, or one of them.");
        var signIn = SignInSettings.Read(parsed.GetValue(_issuer), parsed.GetValue(_audience), parsed.GetValue(_client), parsed.GetValue(_claim));
        var certificate = parsed.GetValue(_certificate) is { } file ? Load(file) : null;
        if (signIn is null || (certificate is null && !IPAddress.IsLoopback(address)))
        {
            throw new InputException(
                "--listen",
                $"at {listen} others could come in{(signIn is null ? ", and nobody says who they are" : " and what they send could be read on the way")}",
                "Name where people sign in (--issuer) and what proves this server (--certificate).");
        }

        return new OpenServer(address, signIn, certificate);
    }

    private static X509Certificate2 Load(FileInfo file)
    {
        try
        {
            if (file.Extension.Equals(".pfx", StringComparison.OrdinalIgnoreCase) || file.Extension.Equals(".p12", StringComparison.OrdinalIgnoreCase))
            {
                return X509CertificateLoader.LoadPkcs12FromFile(file.FullName, null);
            }

            return X509Certificate2.CreateFromPemFile(file.FullName);
        }
        catch (CryptographicException fault)
        {
            throw new InputException(file.ToString(), "holds no certificate with its key", "Write both into one PEM file, the certificate first.", fault);
        }
    }
}
