// @ts-check
/*
 * Posts a website's forms to this app without leaving the page. One line in the page is all it takes:
 *
 *   <script src="https://(the app)/api/forms.js" defer></script>
 *
 * It takes each form whose action is an address of this app, and each with data-bluesky-form="subscribe" or another
 * form's name. It shows what happens in Webflow's own blocks, or in its own where there are none (.bluesky-done,
 * .bluesky-fail), and a field's problem after the field (.bluesky-problem), as well as a question when the domain of an
 * email address looks mistyped (.bluesky-hint). When it cannot do its work, the browser posts the form as if this
 * script were not there; so it does when the app can be reached, but not by fetch: a policy, a header that is not
 * allowed, or another script may be in the way. A button that posts elsewhere (formaction) is respected.
 *
 * It is served without its comments.
 */
(() => {
  'use strict';

  /** @typedef {{ field?: string, message: string }} Problem */
  /** @typedef {{ ok?: boolean, message?: string, next?: string, errors?: Problem[] }} Answer */
  /** @typedef {HTMLInputElement | HTMLButtonElement} Control What all controls have, these have. */

  const script = document.currentScript;
  const able = 'fetch' in window && 'replaceChildren' in Element.prototype;
  if (!able || !(script instanceof HTMLScriptElement) || !script.src) return;

  const api = new URL('.', script.src).href;
  const shownAt = Date.now();
  const patience = 30_000;
  const longestAnswer = 20_000;
  const pauses = [1_000, 4_000];
  const domains = 'gmail yahoo hotmail outlook icloud aol msn live'.split(' ').map(name => `${name}.com`);

  // Read out by screen readers.
  const waiting = document.createElement('div');
  waiting.setAttribute('role', 'status');
  Object.assign(waiting.style, { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden' });
  let notes = 0;

  /** @param {string} address */
  const isOurs = address => address.startsWith(api);

  /** Whether the app is there, although fetch does not get to it: the script came from it. */
  const reachable = () => new Promise(resolve => {
    const probe = document.createElement('link');
    Object.assign(probe, {
      rel: 'preload', as: 'script', href: `${api}forms.js?${Date.now()}`, nonce: script.nonce,
      onload: () => resolve(true), onerror: () => resolve(false),
    });
    document.head.append(probe);
    // Browsers that do not preload say neither.
    setTimeout(() => resolve(true), 5_000);
  });

  /**
   * The well-known domain that is one slip away: a letter too few, too many, or another, two swapped, or no ending.
   * Many real domains are as near: by another first letter (mail.com), beside a short name (aon.com), in Colombia.
   * @param {string} domain
   */
  const meant = domain => domains.includes(domain) || domain.endsWith('.co') ? '' : domains.find(known => {
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
    // Takes back what the last post left on the page.
    /** @type {(() => void)[]} */
    undo = [];

    /**
     * @param {HTMLFormElement} form
     * @param {string} address
     */
    constructor(form, address) {
      this.form = form;
      this.address = address;
      this.done = this.block('done', 'status', 'Thank you! Your submission has been received!');
      this.fail = this.block('fail', 'alert', 'Oops! Something went wrong while submitting the form');

      // Without an action, Webflow's own script would send it to Webflow: it must not hear of it. Otherwise whatever
      // checks the site has go first.
      if (form.getAttribute('action')) addEventListener('submit', this);
      else form.addEventListener('submit', this);
      addEventListener('focusout', ({ target }) => {
        // After the click that may have moved the focus: what appears must not move the button from under it.
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
        // Then the browser posts it.
      }
    }

    /**
     * Webflow's block, or one of our own after the form.
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

    get controls() {
      return /** @type {Control[]} */ ([...this.form.elements]);
    }

    /**
     * What the browser would post, to the byte, and what makes it safe to post again: the same content keeps its _id.
     * @param {string} address
     * @param {HTMLButtonElement | null} button
     */
    read(address, button) {
      const body = new FormData();
      const typed = new FormData(this.form);
      if (button?.name) typed.append(button.name, button.value);
      typed.forEach((value, name) => {
        if (typeof value === 'string') body.append(name, value.replace(/\r\n?|\n/g, '\r\n'));
        // The app takes no files: to be told so, nobody waits for megabytes.
        else if (value.name) body.append(name, new File(['-'], value.name));
      });

      // A captcha's token is a new one for each post.
      const content = JSON.stringify([address, ...[...body].filter(([name]) => !/^_|-response$|^altcha$/.test(name))],
        (_, value) => value instanceof File ? value.name : value);
      if (content !== this.content) {
        this.content = content;
        // Only pages over https have randomUUID.
        this.id = crypto.randomUUID?.() || crypto.getRandomValues(new Uint32Array(4)).join('-');
      }
      body.set('_id', this.id);
      body.set('_loadedAt', `${shownAt}`);
      return body;
    }

    /** Waits as Webflow does: the buttons are disabled and say so. Returns what ends it. */
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
        waiting.textContent = text || 'Please wait...';
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
      const answer = await this.post(address, body);
      if (!answer) {
        this.leave(address, body, ready);
        return;
      }
      if (!answer.ok) {
        ready();
        this.refuse(answer);
        return;
      }

      // Nobody who comes after on this device reads what was typed.
      HTMLFormElement.prototype.reset.call(this.form);
      const asked = [...body].some(([name, value]) => /^(_next|_?redirect|redirectTo)$/i.test(name) && value);
      const target = this.form.getAttribute('data-redirect') || (asked && answer.next);
      if (target) {
        // Whoever comes back finds the form as it was at first.
        addEventListener('pagehide', ready, { once: true });
        setTimeout(ready, 5_000);
        location.assign(target);
      } else {
        ready();
        this.form.style.display = 'none';
        this.show(this.done);
      }
    }

    /**
     * Lets the browser post it, which leaves the page.
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
        // The site's policy forbids this, too.
        stay();
        this.refuse({});
      }, longestAnswer);
    }

    /**
     * Posts until there is an answer, as long as a visitor may be asked to wait. None if only the browser can post.
     * @param {string} address
     * @param {FormData} body
     * @returns {Promise<Answer | undefined>}
     */
    async post(address, body) {
      const hasFile = [...body.values()].some(value => value instanceof File);
      const encoded = hasFile ? body : new URLSearchParams(/** @type {[string, string][]} */ ([...body]));
      const end = Date.now() + patience;
      for (let tries = 0; ; tries++) {
        /** @type {Answer} */
        let answer = {};
        let retryAfter = 0;
        let reached = false;
        const limit = new AbortController();
        // A site's own fetch may not know of signals.
        const aborted = new Promise((_, reject) => limit.signal.onabort = reject);
        const timer = setTimeout(() => limit.abort(), longestAnswer);
        try {
          const response = await Promise.race([aborted, fetch(address, {
            method: 'POST', body: encoded, headers: { Accept: 'application/json' }, credentials: 'omit',
            signal: limit.signal,
          })]);
          retryAfter = 1_000 * Number(response.headers.get('Retry-After'));
          if (response.status < 500) answer = await response.json();
          if (response.status < 500 && response.status !== 429) return answer;
          reached = true;
        } catch {
          // No answer, or not the app's: it may be stored all the same, and keeps its _id.
          reached = limit.signal.aborted;
        }
        clearTimeout(timer);
        // A second time is no accident: something on the page keeps fetch from the app.
        if (tries && !reached && navigator.onLine && await reachable()) return;

        const left = end - Date.now();
        const pause = navigator.onLine ? Math.max(pauses[tries], retryAfter) : left;
        if (tries === pauses.length || left <= 0 || pause > left) return answer;
        await new Promise(resolve => {
          setTimeout(resolve, pause);
          addEventListener('online', resolve, { once: true });
        });
      }
    }

    /**
     * Shows each problem at its field, and the rest in the block; nothing typed is lost.
     * @param {Answer} answer
     */
    refuse({ errors = [], message }) {
      const others = errors.filter(error => !this.mark(error)).map(error => error.message);
      if (others.length || !errors.length) this.show(this.fail, others.join(' ') || message);
      else this.controls.find(control => control.getAttribute('aria-invalid'))?.focus();
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

    /** Asks once whether another domain was meant; whoever goes on is not asked again. */
    suggest() {
      const control = this.find('email');
      const [, person, domain] = /^(.+@)(.+)$/.exec(control?.value.trim() || '') || [];
      const better = domain && meant(domain.toLowerCase());
      if (!control || !better || this.suggested || this.busy) return;

      this.suggested = true;
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = `Use ${person}${better}`;
      const question = document.createElement('span');
      question.setAttribute('role', 'status');
      question.textContent = `Did you mean ${better}? `;
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
     * @returns What removes it.
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
     * The app knows a field whatever a website builder made of its name (Email-4), and so does this.
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
     * @param {string} [message] Instead of the block's own text.
     */
    show(block, message) {
      const { display } = block.style;
      const text = block.firstElementChild || block;
      const content = [...text.childNodes];
      if (message) text.replaceChildren(message);
      block.style.display = 'block';
      block.focus();
      this.undo.push(() => {
        block.style.display = display;
        text.replaceChildren(...content);
      });
    }
  }

  /** @type {WeakSet<EventTarget>} */
  const adopted = new WeakSet();

  /**
   * @param {HTMLFormElement} form
   * @param {HTMLElement | null} [button] What posts it, perhaps to another address.
   */
  const adopt = (form, button) => {
    if (adopted.has(form)) return;
    const name = form.getAttribute('data-bluesky-form');
    let address = '';
    try {
      address = new URL(name ? `f/${name}` : form.getAttribute('action') || '', name ? api : document.baseURI).href;
    } catch {
      // Not an address at all, and not ours.
    }
    if (!isOurs(address) && !isOurs(/** @type {HTMLButtonElement | null} */ (button)?.formAction || '')) return;
    adopted.add(form);
    document.body.append(waiting);
    new BlueSkyForm(form, address);
  };

  const adoptAll = () => document.querySelectorAll('form').forEach(form => adopt(form));
  adoptAll();
  document.addEventListener('DOMContentLoaded', adoptAll);
  // Forms that came to the page later.
  document.addEventListener('submit', ({ target, submitter }) =>
    adopt(/** @type {HTMLFormElement} */ (target), submitter), true);
})();
