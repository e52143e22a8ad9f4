using System.Text;

namespace BlueSky.LocalHost.CapturedMail;

/// <summary>Shows and deletes the captured emails.</summary>
internal static class CapturedMailRoutes
{
    public static void MapCapturedMail(this IEndpointRouteBuilder routes)
    {
        var mails = routes.ServiceProvider.GetRequiredService<MailFolder>();
        routes.MapGet("/_local/mail", (HttpResponse response) =>
        {
            response.Headers.CacheControl = "no-store";
            response.Headers.ContentSecurityPolicy =
                "script-src 'none'; object-src 'none'; connect-src 'none'; form-action 'none'; img-src data:";
            return Results.Text(MailPage.Render(mails.ReadAll()), "text/html", Encoding.UTF8);
        });
        routes.MapGet("/_local/mail.json", (HttpResponse response) =>
        {
            response.Headers.CacheControl = "no-store";
            return Results.Text($"[{string.Join(",\n", mails.ReadAll())}]", "application/json", Encoding.UTF8);
        });
        routes.MapDelete("/_local/mail", () =>
        {
            mails.Clear();
            return Results.NoContent();
        });
    }
}
