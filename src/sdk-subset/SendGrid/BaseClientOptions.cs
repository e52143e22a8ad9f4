using System.Net.Http.Headers;

namespace SendGrid;

/// <summary>Where requests go, and how errors come back.</summary>
public class BaseClientOptions
{
    private bool httpErrorAsException;

    /// <summary>The base address, with or without a path and a last slash.</summary>
    public string Host { get; set; }

    /// <summary>The path's first segment.</summary>
    public string Version { get; set; } = "v3";

    /// <summary>What every request carries as its Authorization header.</summary>
    public AuthenticationHeaderValue Auth { get; set; }

    /// <summary>False: answers outside 2xx are returned, not thrown.</summary>
    /// <exception cref="NotSupportedException">Set to true: only the published client can throw them.</exception>
    public bool HttpErrorAsException
    {
        get => httpErrorAsException;
        set => httpErrorAsException = value
            ? throw new NotSupportedException("This subset of SendGrid's client returns error answers, it throws none.")
            : false;
    }
}
