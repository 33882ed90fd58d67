export function createSlotRepository(db) {
  async function find(id) {
    const { rows } = await db.query('SELECT * FROM slots WHERE id = $1', [id]);
    return rows[0];
  }

  async function isFree(id) {
    const slot = await find(id);
    return slot !== undefined && slot.taken_by === null;
  }

  async function take(id, userId) {
    const { rowCount } = await db.query('UPDATE slots SET taken_by = $2 WHERE id = $1', [id, userId]);
    return rowCount === 1;
  }

  async function takeFree(id, userId) {
    const { rowCount } = await db.query('UPDATE slots SET taken_by = $2 WHERE id = $1 AND taken_by IS NULL', [id, userId]);
    return rowCount === 1;
  }

  return { find, isFree, take, takeFree };
}
