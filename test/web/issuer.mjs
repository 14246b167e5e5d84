// An OpenID Connect issuer for tests: oidc-provider, with whom it is told. Usage: node issuer.mjs PEOPLE REDIRECT
// PEOPLE is {"ana": ["glendale-analyst"]}: groups by who may sign in, any password. Prints its address, then serves until it is ended.
// DELETE /people/NAME takes somebody out, as a department does.
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const people = new Map(Object.entries(JSON.parse(process.argv[2])));
const redirect = process.argv[3];
const client = 'smartbeats-page';
const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const address = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(address, {
    clients: [{
      client_id: client, application_type: 'native', token_endpoint_auth_method: 'none', response_types: ['code'],
      grant_types: ['authorization_code', 'refresh_token'], redirect_uris: [redirect], post_logout_redirect_uris: [redirect],
    }],
    jwks: { keys: [{ ...key, kid: 'tests', use: 'sig', alg: 'RS256' }] },
    cookies: { keys: ['tests'] },
    scopes: ['openid', 'email', 'offline_access'],
    claims: { openid: ['sub'], email: ['email'] },
    pkce: { required: () => true },
    issueRefreshToken: () => true,
    findAccount: (_, id) => people.has(id) ? { accountId: id, claims: () => ({ sub: id, email: `${id}@example.com` }) } : undefined,
    extraTokenClaims: (_, token) => ({ groups: people.get(token.accountId) ?? [], email: `${token.accountId}@example.com`, client_id: client }),
    features: {
      resourceIndicators: {
        enabled: true,
        defaultResource: (_, __, oneOf) => oneOf ?? 'https://api.smartbeats.example',
        useGrantedResource: () => true,
        getResourceServerInfo: (_, resource) => ({
          scope: 'openid email', audience: resource, accessTokenFormat: 'jwt', accessTokenTTL: 15 * 60, jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
  });
  const answer = provider.callback();
  server.on('request', (request, response) => {
    const [, name] = request.url.match(/^\/people\/(\w+)$/) ?? [];
    if (request.method !== 'DELETE' || !name) { return answer(request, response); }
    people.delete(name);
    return response.writeHead(204).end();
  });
  console.log(address);
});
