using Azure.Core;
using Azure.Core.Pipeline;

namespace BlueSky.SdkSubset.Tests;

/// <summary>Takes date and signature off a request once it is answered: only signing anew puts them on again.</summary>
internal sealed class ForgetSignature : HttpPipelineSynchronousPolicy
{
    public override void OnReceivedResponse(HttpMessage message)
    {
        message.Request.Headers.Remove("Authorization");
        message.Request.Headers.Remove("x-ms-date");
    }
}
