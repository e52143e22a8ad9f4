namespace BlueSky.Functions.Spam;

/// <summary>Information about the sender of a request, besides the fields.</summary>
/// <param name="Network">The sender's network; see <c>Http/ClientNetwork</c>.</param>
/// <param name="FillTime">From showing the form to sending it; null when unknown or implausible.</param>
/// <param name="IsAutomated">The browser reports that a program controls it.</param>
/// <param name="IsBrowser">The request has the headers that every browser sends.</param>
internal sealed record PostSource(string Network, TimeSpan? FillTime, bool IsAutomated, bool IsBrowser);
