extension PageScript {
    /// Devices and apps: listed, made, revoked.
    static let devices = #"""
        const kinds = { app: 'app password', token: 'token', session: 'browser' };

        const credentialRow = (credential) => {
          const row = make('tr', {}), label = asListed(credential.label);
          const named = label + (credential.current ? ' (this browser)' : '');
          const last = cell('');
          const ask = () => {
            const yes = button('Yes, revoke', async () => {
              await call('DELETE', 'api/v1/credentials/' + credential.id);
              if (credential.current) return showSignIn();
              await loaders.devices();
              say(label + ' is revoked.');
              byID('devices-title').focus();
            }, 'Yes, revoke ' + label);
            last.replaceChildren(yes, ' ', button('Keep', offer, 'Keep ' + label));
            yes.focus();
          };
          const offer = () => last.replaceChildren(button('Revoke', ask, 'Revoke ' + label));
          offer();
          row.append(cell('Called', named), cell('Kind', kinds[credential.kind] ?? credential.kind),
            cell('Made', time(credential.created)), cell('Last used', time(credential.last_used)), last);
          return row;
        };

        loaders.devices = async () => {
          const found = await call('GET', 'api/v1/credentials');
          byID('credentials').replaceChildren(...found.credentials.map(credentialRow));
        };

        // The address that players ask for: where this page is.
        const address = () => (location.origin + location.pathname).replace(/\/$/, '');

        const facts = (made) => made.credential.kind === 'app'
          ? [['Address of the server', address()], ['Name', made.name], ['Password', made.secret]]
          : [['Token', made.secret]];

        onSubmit('new-credential', async (values, form) => {
          const made = await call('POST', 'api/v1/credentials', values);
          form.reset();
          byID('made-facts').replaceChildren(
            ...facts(made).flatMap(([name, value]) => [make('dt', {}, name), make('dd', {}, value)]));
          byID('copy').hidden = !navigator.clipboard;
          byID('copy').onclick = async () => {
            await navigator.clipboard.writeText(made.secret);
            say('Copied.');
          };
          byID('made').hidden = false;
          byID('made-title').focus();
          await loaders.devices();
        });

        byID('typed').addEventListener('click', () => {
          byID('made').hidden = true;
          byID('made-facts').replaceChildren();
          byID('copy').onclick = null;
          byID('devices-title').focus();
        });
        """#

    /// Another password.
    static let password = #"""
        onSubmit('password-form', async (values, form) => {
          if (values.new !== values.again) throw new Refusal(400, 'The two new ones differ.');
          await call('PUT', 'api/v1/password', { old: values.old, new: values.new, revoke: values.revoke === 'on' });
          form.reset();
          say('The password is changed, and all other browsers are signed out.');
        });
        """#
}
