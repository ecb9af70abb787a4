// SPDX-License-Identifier: Apache-2.0
// Snapshots by the official SDK; making and pushing are ours.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { agency } from './sdk-stage.mjs';
import { companyId, founding, locationId, url } from './stage.mjs';

describe('snapshots', () => {
  test('one is listed, shared, pushed, and says where it was', async () => {
    const send = (path, body) => fetch(url + path, {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${founding.agencyToken}`, 'content-type': 'application/json',
      },
      body: body && JSON.stringify(body),
    }).then((reply) => reply.json());
    const { snapshot } = await send('/groundlevel/snapshots',
      { locationId, name: 'Club', include: ['tags'] });
    const isReady = async () =>
      (await send(`/groundlevel/snapshots/${snapshot.id}`)).snapshot.state === 'ready';

    for (let i = 0; i < 600 && !(await isReady()); i++)
      await new Promise((later) => { setTimeout(later, 100); });
    const { snapshots } = await agency.snapshots.getCustomSnapshots({ companyId });
    assert.deepEqual(snapshots.find((one) => one.id === snapshot.id),
      { id: snapshot.id, name: 'Club', type: 'own' });
    const { shareLink } = await agency.snapshots.createSnapshotShareLink(
      { companyId }, { snapshot_id: snapshot.id, share_type: 'link' });
    assert.equal((await fetch(shareLink)).status, 200);
    await send(`/groundlevel/snapshots/${snapshot.id}/push`,
      { locationIds: [locationId], mode: 'add' });
    const { data } = await agency.snapshots.getLatestSnapshotPush(
      { companyId, snapshotId: snapshot.id, locationId });
    const pushes = await agency.snapshots.getSnapshotPush({ companyId, snapshotId: snapshot.id,
      from: '2020-01-01', to: '2100-01-01', lastDoc: '', limit: '10' });
    assert.equal(pushes.data[0].id, data.id);
  });
});
