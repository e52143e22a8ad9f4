namespace BlueSky.LocalHost.CapturedMail;

/// <summary>The page's only script: it shows new emails without moving the one being read.</summary>
internal static class OutboxScript
{
    /// <summary>The exact content of the script element, whose hash the Content-Security-Policy contains.</summary>
    public const string JavaScript = """

        const { newest, here } = document.body.dataset;
        const opensNewest = !new URL(location.href).searchParams.has('id');
        const list = document.getElementById('list');
        let seen = newest;
        let rounds = 0;

        const textOf = async (address) => (await fetch(address)).text();
        const isReading = () => scrollY > 200 || document.activeElement.tagName === 'IFRAME';

        function replace(id, page) {
          const part = document.getElementById(id);
          const focused = part.contains(document.activeElement) && document.activeElement.getAttribute('href');
          part.replaceChildren(...page.getElementById(id).childNodes);
          [...part.querySelectorAll('a')].find((link) => link.getAttribute('href') === focused)
            ?.focus({ preventScroll: true });
        }

        function tell() {
          const items = [...list.querySelectorAll('li')];
          const place = items.findIndex((item) => item.dataset.id === newest);
          const count = place < 0 ? items.length : place;
          const link = document.createElement('a');
          link.href = opensNewest
            ? location.pathname + location.search
            : items[0]?.querySelector('a').getAttribute('href');
          link.textContent = count === 1 ? '1 new email' : `${count} new emails`;
          const news = document.getElementById('news');
          if (news.textContent !== (count ? link.textContent : '')) news.replaceChildren(...(count ? [link] : []));
          document.title = count ? `(${count}) Emails` : 'Emails';
        }

        async function look() {
          const now = await textOf('/_local/mail/newest');
          if (now !== seen) {
            if (opensNewest && !isReading()) return location.reload();
            seen = now;
            rounds = 0;
          }

          // The states of a submission change soon after an email, and seldom at other times.
          if (rounds < 2 || rounds % 6 === 0) {
            const page = new DOMParser().parseFromString(await textOf(here), 'text/html');
            replace('list', page);
            replace('submissions', page);
            tell();
          }
          rounds++;
        }

        list.querySelector('[aria-current]')?.closest('li').scrollIntoView({ block: 'nearest' });
        (async () => {
          for (;;) {
            await new Promise((resolve) => setTimeout(resolve, 2000));
            // LocalHost may be stopped, and started again.
            if (!document.hidden) await look().catch(() => {});
          }
        })();

        """;
}
