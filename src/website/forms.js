// @ts-check
/*
 * Posts a website's forms to this app without leaving the page. The page needs only one line:
 *
 *   <script src="https://(the app)/api/forms.js" defer></script>
 *
 * It handles forms whose action is a URL of this app, and forms with data-bluesky-form="subscribe" or another form's
 * name. It shows results in Webflow's own blocks or, if there are none, in its own (.bluesky-done, .bluesky-fail), and
 * below their text what the visitor can do next (.bluesky-next; data-bluesky-hint="off" on the form, or around it,
 * leaves this out). It shows a field's problem after the field (.bluesky-problem), the number of problems in the page's
 * title, and a question if the domain of an email address looks mistyped (.bluesky-hint). If it fails, the browser
 * posts the form as without this script. So it does if the app is available, but fetch does not reach it: because of a
 * policy, a header that is not allowed, or another script. A button that posts to another URL (formaction) is
 * respected.
 *
 * It is served without its comments, and with its texts in English and Spanish.
 */
(() => {
  'use strict';

  /** @typedef {{ field?: string, message: string }} Problem */
  /** @typedef {{ ok?: boolean, message?: string, hint?: string, next?: string, errors?: Problem[] }} Result */
  /** @typedef {HTMLInputElement | HTMLButtonElement} Control The common properties of all controls. */
  /** @typedef {'done' | 'failed' | 'sending' | 'offline' | 'ourFault' | 'didYouMean' | 'use'} Sentence */
  /** @typedef {Record<Sentence | 'problem' | 'problems', string>} Texts */

  const script = document.currentScript;
  const supported = 'fetch' in window && 'replaceChildren' in Element.prototype;
  if (!supported || !(script instanceof HTMLScriptElement) || !script.src) return;

  const api = new URL('.', script.src).href;
  const shownAt = Date.now();
  const totalTimeout = 30_000;
  const responseTimeout = 20_000;
  const pauses = [1_000, 4_000];
  // The app puts its texts and the clinic's phone number here.
  /** @type {{ en: Texts, es: Texts, phone: string }} */
  const texts = JSON.parse('%TEXTS%');
  const domains = 'gmail yahoo hotmail outlook icloud aol msn live'.split(' ').map(name => `${name}.com`);

  // For screen readers.
  const waiting = document.createElement('div');
  waiting.setAttribute('role', 'status');
  Object.assign(waiting.style, { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden' });
  let notes = 0;
  // The page's own title, and the one with the number of problems in front.
  let title = '';
  let numberedTitle = '';
  let problems = 0;

  /** @param {string} text */
  const digitsOf = text => text.replace(/\D/g, '');

  /**
   * @param {string} text
   * @param {Record<string, string>} values
   */
  const fill = (text, values) => text.replace(/{(\w+)}/g, (name, key) => values[key] ?? name);

  /**
   * Each line as a paragraph, with links to call the clinic, 911 and 988. Other numbers are text that does not break.
   * @param {string} text
   */
  const paragraphs = text => {
    const element = document.createElement('div');
    element.className = 'bluesky-next';
    const { phone } = texts;
    const clinic = digitsOf(phone);
    const country = phone.startsWith('+') ? '+' : clinic.length === 10 ? '+1' : '';
    for (const line of text.split('\n')) {
      const paragraph = document.createElement('p');
      paragraph.append(...line.split(/\b(BSK-[\dA-Z-]+|\d[\d ().-]*\d)\b/).map((part, index) => {
        if (index % 2 === 0) return part;
        const digits = digitsOf(part);
        const known = /^\d/.test(part) && [clinic, '911', '988'].includes(digits);
        const number = document.createElement(known ? 'a' : 'span');
        if (known) number.setAttribute('href', `tel:${digits === clinic ? country : ''}${digits}`);
        number.style.whiteSpace = 'nowrap';
        number.textContent = part;
        return number;
      }));
      element.append(paragraph);
    }
    return element;
  };

  /**
   * @param {number} change
   * @param {Texts} words
   */
  const countProblems = (change, words) => {
    if (document.title !== numberedTitle) title = document.title;
    problems += change;
    const number = fill(words[problems > 1 ? 'problems' : 'problem'], { count: `${problems}` });
    document.title = problems ? `${number} - ${title}` : title;
    numberedTitle = document.title;
  };

  /** @param {string} address */
  const isOurs = address => address.startsWith(api);

  /** Whether the app is available although fetch fails: tries to load this script again. */
  const reachable = () => new Promise(resolve => {
    const probe = document.createElement('link');
    Object.assign(probe, {
      rel: 'preload', as: 'script', href: `${api}forms.js?${Date.now()}`, nonce: script.nonce,
      onload: () => resolve(true), onerror: () => resolve(false),
    });
    document.head.append(probe);
    // Browsers without preload fire neither event.
    setTimeout(() => resolve(true), 5_000);
  });

  /**
   * The well-known domain that differs by one typing error: a missing, extra, wrong or swapped letter, or no ending.
   * Some real domains differ as little and are not corrected: with another first letter (mail.com), similar to a short
   * name (aon.com), or in Colombia (.co).
   * @param {string} domain
   */
  const correct = domain => domains.includes(domain) || domain.endsWith('.co') ? '' : domains.find(known => {
    let same = 0;
    while (domain[same] === known[same]) same++;
    const is = domain.slice(same);
    const was = known.slice(same);
    return same >= (known.length > 8 ? 1 : known.length - 4) && (
      is.slice(1) === was || is === was.slice(1) || is.slice(1) === was.slice(1) || is[1] + is[0] + is.slice(2) === was
      || was === '.com' && !is
    );
  });

  class BlueSkyForm {
    busy = false;
    suggested = false;
    content = '';
    id = '';
    // Removes the changes of the last post from the page.
    /** @type {(() => void)[]} */
    undo = [];

    /**
     * @param {HTMLFormElement} form
     * @param {string} address
     */
    constructor(form, address) {
      this.form = form;
      this.address = address;
      this.done = this.block('done', 'status', this.texts.done);
      this.fail = this.block('fail', 'alert', this.texts.failed);

      // Without an action, Webflow's own script would send the form to Webflow, so it must not get the event. With an
      // action, the website's own checks run first.
      if (form.getAttribute('action')) addEventListener('submit', this);
      else form.addEventListener('submit', this);
      addEventListener('focusout', ({ target }) => {
        // Waits for a click that may have moved the focus: the hint must not move the button before it.
        if (target === this.find('email')) setTimeout(() => this.suggest(), 500);
      });
      this.method = form.getAttribute('method') || 'get';
      if (!isOurs(address)) return;
      form.setAttribute('action', address);
      form.setAttribute('method', 'post');
    }

    /** @param {SubmitEvent} event */
    handleEvent(event) {
      if (event.target !== this.form || event.defaultPrevented) return;
      const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
      const address = button?.hasAttribute('formaction') ? button.formAction : this.address;
      if (!isOurs(address) || button?.formMethod === 'dialog') {
        if (button) button.formMethod ||= this.method;
        return;
      }
      event.stopPropagation();
      try {
        if (!this.busy) this.send(address, this.read(address, button), this.wait());
        event.preventDefault();
      } catch {
        // The browser posts the form.
      }
    }

    /**
     * Webflow's block, or a new one after the form.
     * @param {string} kind
     * @param {string} role
     * @param {string} text
     */
    block(kind, role, text) {
      /** @type {HTMLElement | null | undefined} */
      let block = this.form.closest('.w-form')?.querySelector(`.w-form-${kind}`);
      if (!block) {
        block = document.createElement('div');
        block.className = `bluesky-${kind}`;
        block.textContent = text;
        block.style.display = 'none';
        this.form.after(block);
      }
      block.setAttribute('role', role);
      block.tabIndex = -1;
      return block;
    }

    /** The language of the form's own control or, else, of the part of the page that it is in. */
    get language() {
      /** @type {HTMLElement | null} */
      const part = this.form.closest('[lang]');
      const control = /** @type {HTMLInputElement | null} */ (this.form.elements.namedItem('_lang'));
      return control?.value || part?.lang || '';
    }

    get texts() {
      return /^es([-_]|$)/i.test(this.language) ? texts.es : texts.en;
    }

    /** Whether the website wants the app's words below those of its own blocks. */
    get hints() {
      return this.form.closest('[data-bluesky-hint]')?.getAttribute('data-bluesky-hint') !== 'off';
    }

    get controls() {
      return /** @type {Control[]} */ ([...this.form.elements]);
    }

    /**
     * Exactly the fields that the browser would post, an _id, which is the same for the same content, so that the post
     * can be repeated, and the page's language, in which the app answers and writes.
     * @param {string} address
     * @param {HTMLButtonElement | null} button
     */
    read(address, button) {
      const body = new FormData();
      const typed = new FormData(this.form);
      if (button?.name) typed.append(button.name, button.value);
      typed.forEach((value, name) => {
        if (typeof value === 'string') body.append(name, value.replace(/\r\n?|\n/g, '\r\n'));
        // The app does not accept files, so their content is not sent.
        else if (value.name) body.append(name, new File(['-'], value.name));
      });

      // Without captcha tokens, which are new for each post.
      const content = JSON.stringify([address, ...[...body].filter(([name]) => !/^_|-response$|^altcha$/.test(name))],
        (_, value) => value instanceof File ? value.name : value);
      if (content !== this.content) {
        this.content = content;
        // randomUUID exists only on https pages.
        this.id = crypto.randomUUID?.() || crypto.getRandomValues(new Uint32Array(4)).join('-');
      }
      body.set('_id', this.id);
      body.set('_loadedAt', `${shownAt}`);
      if (this.language && !body.has('_lang')) body.set('_lang', this.language);
      return body;
    }

    /** Disables the buttons and changes their text, as Webflow does. Returns a function that restores them. */
    wait() {
      const buttons = this.controls.filter(control => control.type === 'submit');
      const marked = [this.form.closest('.w-form'), ...buttons];
      const restores = buttons.map(button => {
        const { disabled, value } = button;
        const content = [...button.childNodes];
        const text = button.getAttribute('data-wait');
        button.disabled = true;
        if (text && button instanceof HTMLInputElement) button.value = text;
        else if (text) button.replaceChildren(text);
        waiting.textContent = text || this.texts.sending;
        return () => {
          button.disabled = disabled;
          if (button instanceof HTMLInputElement) button.value = value;
          else button.replaceChildren(...content);
        };
      });
      marked.forEach(element => element?.classList.add('w-form-loading'));
      while (this.undo.length) this.undo.pop()?.();
      this.busy = true;

      return () => {
        if (!this.busy) return;
        this.busy = false;
        restores.forEach(restore => restore());
        marked.forEach(element => element?.classList.remove('w-form-loading'));
        waiting.textContent = '';
      };
    }

    /**
     * @param {string} address
     * @param {FormData} body
     * @param {() => void} ready
     */
    async send(address, body, ready) {
      const result = await this.post(address, body);
      if (!result) {
        this.leave(address, body, ready);
        return;
      }
      if (!result.ok) {
        ready();
        this.refuse(result);
        return;
      }

      // Hides the typed text from the next user of this device.
      HTMLFormElement.prototype.reset.call(this.form);
      const redirects = [...body].some(([name, value]) => /^(_next|_?redirect|redirectTo)$/i.test(name) && value);
      const target = this.form.getAttribute('data-redirect') || (redirects && result.next);
      if (target) {
        // Restores the form for a visitor who comes back.
        addEventListener('pagehide', ready, { once: true });
        setTimeout(ready, 5_000);
        location.assign(target);
      } else {
        ready();
        this.form.style.display = 'none';
        this.show(this.done, this.hints ? result.hint : '');
      }
    }

    /**
     * Lets the browser post the form, which leaves the page.
     * @param {string} address
     * @param {FormData} body
     * @param {() => void} ready
     */
    leave(address, body, ready) {
      const form = document.createElement('form');
      Object.assign(form, { method: 'post', action: address, target: '_self', acceptCharset: 'utf-8', hidden: true });
      body.forEach((value, name) => {
        const input = document.createElement('input');
        if (typeof value === 'string') Object.assign(input, { type: 'hidden', name, value });
        else {
          const chosen = new DataTransfer();
          chosen.items.add(value);
          Object.assign(input, { type: 'file', name, files: chosen.files });
          form.enctype = 'multipart/form-data';
        }
        form.append(input);
      });
      document.body.append(form);
      HTMLFormElement.prototype.submit.call(form);

      const stay = () => {
        form.remove();
        ready();
      };
      addEventListener('pagehide', stay, { once: true });
      setTimeout(() => {
        if (!form.isConnected) return;
        // The website's policy forbids this too.
        stay();
        this.refuse({});
      }, responseTimeout);
    }

    /**
     * Posts with retries, until the time limit. Returns undefined if only the browser can post.
     * @param {string} address
     * @param {FormData} body
     * @returns {Promise<Result | undefined>}
     */
    async post(address, body) {
      const hasFile = [...body.values()].some(value => value instanceof File);
      const encoded = hasFile ? body : new URLSearchParams(/** @type {[string, string][]} */ ([...body]));
      const end = Date.now() + totalTimeout;
      for (let tries = 0; ; tries++) {
        /** @type {Result} */
        let result = {};
        let retryAfter = 0;
        let reached = false;
        const limit = new AbortController();
        // A website's replacement of fetch may not support signals.
        const aborted = new Promise((_, reject) => limit.signal.onabort = reject);
        const timer = setTimeout(() => limit.abort(), responseTimeout);
        try {
          const response = await Promise.race([aborted, fetch(address, {
            method: 'POST', body: encoded, headers: { Accept: 'application/json' }, credentials: 'omit',
            signal: limit.signal,
          })]);
          retryAfter = 1_000 * Number(response.headers.get('Retry-After'));
          if (response.status < 500) result = await response.json();
          if (response.status < 500 && response.status !== 429) return result;
          reached = true;
        } catch {
          // No response, or not from the app. The post may be stored, so it is repeated with the same _id.
          reached = limit.signal.aborted;
        }
        clearTimeout(timer);
        // After a second failure, something on the page probably blocks fetch.
        if (tries && !reached && navigator.onLine && await reachable()) return;

        const left = end - Date.now();
        const pause = navigator.onLine ? Math.max(pauses[tries], retryAfter) : left;
        if (tries === pauses.length || left <= 0 || pause > left) return result;
        await new Promise(resolve => {
          setTimeout(resolve, pause);
          addEventListener('online', resolve, { once: true });
        });
      }
    }

    /**
     * Shows each problem at its field, and the others in the block: instead of its text, which stays if the network or
     * the app failed. Keeps the typed text.
     * @param {Result} result
     */
    refuse({ errors = [], message }) {
      const { texts: words } = this;
      const others = errors.filter(error => !this.mark(error)).map(error => error.message).join('\n');
      const count = errors.filter(error => error.field).length;
      if (count) {
        countProblems(count, words);
        this.undo.push(() => countProblems(-count, words));
      }
      if (others || message && !errors.length) this.show(this.fail, others || message, true);
      else if (errors.length) this.controls.find(control => control.getAttribute('aria-invalid'))?.focus();
      else {
        const reason = navigator.onLine ? words.ourFault : words.offline;
        this.show(this.fail, this.hints ? fill(reason, { phone: texts.phone }) : '');
      }
    }

    /**
     * @param {Problem} problem
     * @returns Whether the form has such a field.
     */
    mark({ field, message }) {
      const control = field && this.find(field);
      if (!control) return false;

      this.note(control, 'problem', message);
      control.setAttribute('aria-invalid', 'true');
      this.undo.push(() => control.removeAttribute('aria-invalid'));
      return true;
    }

    /** Asks once whether another domain was meant. */
    suggest() {
      const control = this.find('email');
      const [, person, domain] = /^(.+@)(.+)$/.exec(control?.value.trim() || '') || [];
      const better = domain && correct(domain.toLowerCase());
      if (!control || !better || this.suggested || this.busy) return;

      this.suggested = true;
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = fill(this.texts.use, { address: person + better });
      const question = document.createElement('span');
      question.setAttribute('role', 'status');
      question.textContent = `${fill(this.texts.didYouMean, { domain: better })} `;
      const remove = this.note(control, 'hint', question, button);
      control.addEventListener('input', remove, { once: true });
      button.onclick = () => {
        control.value = person + better;
        control.dispatchEvent(new Event('input', { bubbles: true }));
        control.focus();
      };
    }

    /**
     * @param {Control} control
     * @param {string} kind
     * @param {(string | Node)[]} content
     * @returns A function that removes the note.
     */
    note(control, kind, ...content) {
      const note = document.createElement('div');
      note.id = `bluesky-${kind}-${++notes}`;
      note.className = `bluesky-${kind}`;
      note.append(...content);
      (control.closest('label') || control).after(note);
      /** @param {(ids: string) => string} change */
      const describe = change => control.setAttribute(
        'aria-describedby', change(control.getAttribute('aria-describedby') || ''));
      describe(ids => `${note.id} ${ids}`);
      const remove = () => {
        note.remove();
        describe(ids => ids.replace(`${note.id} `, ''));
      };
      this.undo.push(remove);
      return remove;
    }

    /**
     * Finds a field like the app, including names that website builders change (Email-4).
     * @param {string} field
     */
    find(field) {
      /** @param {string} name */
      const plain = name => name.toLowerCase().replace(/-\d+$/, '').replace(/[\s_-]/g, '');
      const controls = this.controls.filter(({ name, type }) => name && !/hidden|submit|button/.test(type));
      return controls.find(control => plain(control.name) === plain(field))
        || controls.find(control => control.type === (field === 'phone' ? 'tel' : field))
        || controls.find(control => plain(control.name).includes(plain(field)));
    }

    /**
     * @param {HTMLElement} block
     * @param {string} [message] Below the block's own text.
     * @param {boolean} [instead] Instead of it.
     */
    show(block, message, instead) {
      const { display } = block.style;
      const text = block.firstElementChild || block;
      const content = [...text.childNodes];
      const added = message && paragraphs(message);
      if (added && instead) text.replaceChildren(added);
      else if (added) {
        added.style.marginTop = '1em';
        block.append(added);
      }
      block.style.display = 'block';
      block.focus();
      this.undo.push(() => {
        block.style.display = display;
        if (added) added.remove();
        text.replaceChildren(...content);
      });
    }
  }

  /** @type {WeakSet<EventTarget>} */
  const adopted = new WeakSet();

  /**
   * @param {HTMLFormElement} form
   * @param {HTMLElement | null} [button] The submit button, which may have another address.
   */
  const adopt = (form, button) => {
    if (adopted.has(form)) return;
    const name = form.getAttribute('data-bluesky-form');
    let address = '';
    try {
      address = new URL(name ? `f/${name}` : form.getAttribute('action') || '', name ? api : document.baseURI).href;
    } catch {
      // Not a valid URL, so not the app's.
    }
    if (!isOurs(address) && !isOurs(/** @type {HTMLButtonElement | null} */ (button)?.formAction || '')) return;
    adopted.add(form);
    document.body.append(waiting);
    new BlueSkyForm(form, address);
  };

  const adoptAll = () => document.querySelectorAll('form').forEach(form => adopt(form));
  adoptAll();
  document.addEventListener('DOMContentLoaded', adoptAll);
  // Forms that were added to the page later.
  document.addEventListener('submit', ({ target, submitter }) =>
    adopt(/** @type {HTMLFormElement} */ (target), submitter), true);
})();
