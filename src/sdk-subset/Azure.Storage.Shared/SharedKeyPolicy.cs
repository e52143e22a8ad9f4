using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Storage.Shared;

/// <summary>
/// Signs each attempt with the account's key. The date is part of what is signed and the service refuses an old one,
/// so a retry is dated and signed anew: this policy belongs behind the retry policy.
/// </summary>
internal sealed class SharedKeyPolicy(
    StorageAccount account, string scheme, Func<Request, string, string, string> stringToSign)
    : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        var request = message.Request;
        var date = TimeProvider.System.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);
        request.Headers.SetValue("x-ms-date", date);
        var toSign = Encoding.UTF8.GetBytes(stringToSign(request, account.Name, date));
        var signature = Convert.ToBase64String(HMACSHA256.HashData(account.Key, toSign));
        request.Headers.SetValue("Authorization", $"{scheme} {account.Name}:{signature}");
    }
}
